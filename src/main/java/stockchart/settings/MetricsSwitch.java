package stockchart.settings;

/** Whether the application counts what it does for Prometheus, and tells it. Stateless; any thread. */
public final class MetricsSwitch {
    private MetricsSwitch() {}

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static boolean isOn(Settings settings) {
        return settings.flag("STOCKCHART_METRICS", true);
    }
}
