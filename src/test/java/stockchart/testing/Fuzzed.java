package stockchart.testing;

import jakarta.json.Json;
import java.util.List;

/** What all fuzz targets share: a failure names the input that led to it. Stateless. */
public final class Fuzzed {
    private Fuzzed() {}

    /** Runs a target, and adds its input to whatever goes wrong. */
    public static void run(Object input, Runnable target) {
        try {
            target.run();
        } catch (RuntimeException | AssertionError | StackOverflowError failure) {
            throw new AssertionError(failure.getMessage() + "\nThe input that reproduces it: " + visible(input), failure);
        }
    }

    /** Texts as JSON literals, so that nothing in them is invisible. */
    private static String visible(Object input) {
        if (input instanceof List<?> list) {
            return list.stream().map(Fuzzed::visible).toList().toString();
        }
        return input instanceof String text ? Json.createValue(text).toString() : input.toString();
    }
}
