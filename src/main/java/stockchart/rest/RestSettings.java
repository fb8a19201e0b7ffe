package stockchart.rest;

import stockchart.settings.Settings;

/**
 * How Finnhub's REST paths may be used. Immutable.
 *
 * @param perMinute how many requests may be made in a minute
 */
public record RestSettings(int perMinute) {
    /** What a free key allows. */
    private static final int FREE = 60;

    /** @throws stockchart.settings.WrongSettingException naming the key and value that is wrong */
    public static RestSettings from(Settings settings) {
        return new RestSettings(settings.number("FINNHUB_REST_PER_MINUTE", FREE, 1, 100_000));
    }
}
