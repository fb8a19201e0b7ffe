package stockchart.client.session;

import java.time.Duration;
import stockchart.client.session.CommandExecutor.CommandLimit;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * The limits of one session. Immutable.
 *
 * @param symbols how many symbols one client may watch at once
 * @param commands how many commands one client may send in a second, after a burst
 * @param sendDeadline how long a message to or from a client may be under way before the client is closed
 */
public record ClientSettings(int symbols, int commands, Duration sendDeadline) {
    /** @throws WrongSettingException naming the key and value that is wrong */
    public static ClientSettings from(Settings settings) {
        return new ClientSettings(
                settings.number("STOCKCHART_SYMBOLS_PER_CLIENT", 25, 1, 10_000),
                settings.number("STOCKCHART_COMMANDS_PER_SECOND", 10, 1, CommandLimit.BURST),
                settings.seconds("STOCKCHART_SEND_SECONDS", 15, 1, 600));
    }
}
