package stockchart.settings;

import stockchart.text.VisibleText;

/**
 * A configured value that cannot be used; the message is the sentence for whoever has set it. Without a stack trace: wherever a
 * server prints its causes, the sentence is then the last line and not the one before thirty others.
 */
public final class WrongSettingException extends IllegalArgumentException {
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

    /** The same for a value that nobody may see. */
    public static WrongSettingException ofSecret(String key, String allowed) {
        return new WrongSettingException(key + " has a value that is not shown here but must be " + allowed);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
