package stockchart.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Reads configuration values by their names in the README's table and refuses wrong ones with a sentence that names the key,
 * the value and what is allowed. An empty value counts as not set.
 *
 * <p>Immutable; any thread.
 */
public final class Settings {
    private final Function<String, Optional<String>> source;

    /** @param source gives the text of a key, empty when it is not set */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** The settings of the running application, from MicroProfile Config: system properties, environment variables, files. */
    public static Settings ofServer() {
        return new Settings(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
    }

    /** The text of a key, without surrounding blanks. */
    public Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The text of a key, or what holds when it is not set. */
    public String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /** The comma-separated values of a key, blanks around them removed, empty ones left out. */
    public List<String> list(String key, String otherwise) {
        return Stream.of(text(key, otherwise).split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    /**
     * A whole number.
     *
     * @throws WrongSettingException naming key, value and range, if it is not a whole number from {@code min} to {@code max}
     */
    public int number(String key, int otherwise, int min, int max) {
        return text(key).map(value -> checked(key, value, min, max)).orElse(otherwise);
    }

    /** The same as a time. */
    public Duration seconds(String key, int otherwise, int min, int max) {
        return Duration.ofSeconds(number(key, otherwise, min, max));
    }

    /**
     * Yes or no.
     *
     * @throws WrongSettingException if it is neither {@code true} nor {@code false}
     */
    public boolean flag(String key, boolean otherwise) {
        return text(key).map(value -> checked(key, value)).orElse(otherwise);
    }

    private static boolean checked(String key, String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw WrongSettingException.of(key, value, "true or false");
    }

    private static int checked(String key, String value, int min, int max) {
        // At most as many digits as any range needs, so that the number below always has room.
        long number = value.matches("-?\\d{1,10}") ? Long.parseLong(value) : Long.MIN_VALUE;
        if (number < min || number > max) {
            throw WrongSettingException.of(key, value, "a whole number from " + min + " to " + max);
        }
        return (int) number;
    }
}
