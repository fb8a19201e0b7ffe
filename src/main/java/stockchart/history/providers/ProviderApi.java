package stockchart.history.providers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.function.Predicate;
import stockchart.rest.ApiClient;
import stockchart.rest.RestClient;

/**
 * A provider's REST API, with the statuses that all of them have for what they do not give. Any thread that may block.
 *
 * @param name as its maker writes it
 */
record ProviderApi(String name, ApiClient client) {
    /** Unavailable for legal reasons: what Binance answers to some countries. */
    private static final int LEGAL_REASONS = 451;

    /**
     * Makes a request and reads the answer; blocks meanwhile.
     *
     * @throws RefusedException if the provider does not give this to us
     * @throws RestClient.StatusException if the answer has another status than "OK"
     * @throws IOException as {@link ApiClient#get} says
     */
    <T> T get(String path, RestClient.Reader<T> reader) throws IOException {
        return get(path, reader, any -> false);
    }

    /**
     * The same.
     *
     * @param temporary returns whether a status that looks like a refusal is none
     */
    <T> T get(String path, RestClient.Reader<T> reader, Predicate<RestClient.StatusException> temporary) throws IOException {
        try {
            return client.get(path, reader);
        } catch (RestClient.StatusException answer) {
            if (isRefusal(answer) && !temporary.test(answer)) {
                throw new RefusedException(name + " gives no candles to this server: " + answer.getMessage());
            }
            throw answer;
        }
    }

    private static boolean isRefusal(RestClient.StatusException answer) {
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED || answer.status() == HttpURLConnection.HTTP_FORBIDDEN
                || answer.status() == LEGAL_REASONS;
    }
}
