package stockchart.settings;

import stockchart.settings.Settings.WrongSettingException;

/** Whether messages may bypass those layers of the server that add nothing to them. Stateless; any thread. */
public final class FastSendSetting {
    private static final String KEY = "STOCKCHART_FAST_SEND";

    private FastSendSetting() {}

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static boolean isOn(Settings settings) {
        String value = settings.text(KEY, "auto");
        return switch (value) {
            case "auto" -> true;
            case "off" -> false;
            default -> throw WrongSettingException.of(KEY, value, "auto or off");
        };
    }
}
