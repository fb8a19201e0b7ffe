package stockchart.rest;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/** A client of REST paths that another part of the process answers, for tests in other packages. */
public final class RestRig {
    private RestRig() {}

    /** @param answers see {@link RestClient#answeredBy} */
    public static RestClient answeredBy(Function<String, Optional<String>> answers, int perMinute, LongSupplier nanoTime) {
        RestClient client = new RestClient(FinnhubAccess.from(new Settings(key -> Optional.empty())), perMinute, nanoTime);
        client.answeredBy(answers);
        return client;
    }
}
