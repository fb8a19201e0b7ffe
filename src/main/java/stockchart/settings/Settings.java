package stockchart.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import stockchart.text.VisibleText;

/**
 * Reads configuration values by their names in the documentation and rejects wrong ones with a sentence that names the key, the
 * value and what is allowed. An empty value counts as not set.
 *
 * <p>Immutable; any thread.
 */
public final class Settings {
    /** Shells remove quotes, environment files do not; no value begins or ends with one. */
    private static final String QUOTES = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb";

    private final Function<String, Optional<String>> source;
    private final Consumer<WrongSettingException> refusal;

    /** @param source gives the text of a key, empty when it is not set */
    public Settings(Function<String, Optional<String>> source) {
        this(source, wrong -> {
            throw wrong;
        });
    }

    /**
     * @param refusal called for each wrong value; if it returns, the value counts as not set, so that all wrong values are found
     */
    private Settings(Function<String, Optional<String>> source, Consumer<WrongSettingException> refusal) {
        this.source = source;
        this.refusal = refusal;
    }

    /** The same settings; wrong values count as not set and are passed to this consumer. */
    public Settings refusing(Consumer<WrongSettingException> other) {
        return new Settings(source, other);
    }

    /** The settings of the running application, from MicroProfile Config: system properties, environment variables, files. */
    public static Settings ofServer() {
        return new Settings(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
    }

    /**
     * The text of a key, without surrounding blanks.
     *
     * @throws WrongSettingException if it is in quotes
     */
    public Optional<String> text(String key) {
        Optional<String> text = source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        return text.flatMap(value -> accepted(value, quoted -> {
            if (isQuote(quoted.charAt(0)) || isQuote(quoted.charAt(quoted.length() - 1))) {
                throw WrongSettingException.ofSecret(key, "written without quotes around it");
            }
            return quoted;
        }));
    }

    /** The text of a key, or the default if it is not set. */
    public String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /**
     * The parsed value of a key.
     *
     * @param meaning parses the value; throws {@link WrongSettingException} naming the key, if it is wrong
     */
    public <T> Optional<T> parsed(String key, Function<String, T> meaning) {
        return text(key).flatMap(value -> accepted(value, meaning));
    }

    /**
     * The parsed comma-separated values of a key, without blanks around them and without empty ones. A text of commas only is not
     * the same as none: it is parsed as a value, which is wrong.
     *
     * @param meaning parses a value; throws {@link WrongSettingException} naming the key, if it is wrong, as one with a comma is
     */
    public <T> List<T> list(String key, String otherwise, Function<String, T> meaning) {
        String text = text(key, otherwise);
        List<String> items = Stream.of(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
        return (items.isEmpty() && !text.isEmpty() ? List.of(text) : items).stream()
                .flatMap(item -> accepted(item, meaning).stream()).toList();
    }

    /**
     * A whole number.
     *
     * @throws WrongSettingException naming key, value and range, if it is not a whole number from {@code min} to {@code max}
     */
    public int number(String key, int otherwise, int min, int max) {
        return parsed(key, value -> checked(key, value, min, max)).orElse(otherwise);
    }

    /** The same as a duration. */
    public Duration seconds(String key, int otherwise, int min, int max) {
        return Duration.ofSeconds(number(key, otherwise, min, max));
    }

    /**
     * A flag.
     *
     * @throws WrongSettingException if it is neither {@code true} nor {@code false}
     */
    public boolean flag(String key, boolean otherwise) {
        return parsed(key, value -> checked(key, value)).orElse(otherwise);
    }

    private <T> Optional<T> accepted(String value, Function<String, T> meaning) {
        try {
            return Optional.of(meaning.apply(value));
        } catch (WrongSettingException wrong) {
            refusal.accept(wrong);
            return Optional.empty();
        }
    }

    private static boolean isQuote(char letter) {
        return QUOTES.indexOf(letter) >= 0;
    }

    private static boolean checked(String key, String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw WrongSettingException.of(key, value, "true or false");
    }

    private static int checked(String key, String value, int min, int max) {
        // At most as many digits as any range needs, so that the number below always fits.
        long number = value.matches("-?\\d{1,10}") ? Long.parseLong(value) : Long.MIN_VALUE;
        if (number < min || number > max) {
            throw WrongSettingException.of(key, value, "a whole number from " + min + " to " + max);
        }
        return (int) number;
    }

    /**
     * A configured value that cannot be used; the message is a sentence for the operator. Without a stack trace: where a server
     * prints its causes, the sentence is then the last line and not the one before thirty others.
     */
    public static final class WrongSettingException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        /** Enough to recognise a value by. */
        private static final int SHOWN = 100;

        private WrongSettingException(String sentence) {
            super(sentence);
        }

        /** @param allowed what the value must be, to follow "must be" */
        public static WrongSettingException of(String key, String value, String allowed) {
            return new WrongSettingException(key + " is \"" + VisibleText.beginning(value, SHOWN) + "\" but must be " + allowed);
        }

        /** The same for a value that must not be shown. */
        public static WrongSettingException ofSecret(String key, String allowed) {
            return new WrongSettingException(key + " has a value that is not shown here but must be " + allowed);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
