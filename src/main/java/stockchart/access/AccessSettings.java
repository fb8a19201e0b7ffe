package stockchart.access;

import java.util.List;
import java.util.stream.Stream;
import stockchart.access.HostFilter.AllowedHosts;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * The tokens of which a client must show one, and the host names under which the server answers. Immutable.
 *
 * @param tokens none if access is open
 */
public record AccessSettings(List<String> tokens, AllowedHosts hosts) {
    private static final String KEY = "STOCKCHART_ACCESS_TOKENS";
    /** Too long to be guessed, unless a person made it up, and fit for a header, a form and an address without encoding. */
    private static final String TOKEN = "[A-Za-z0-9._~-]{16,256}";

    /** @throws WrongSettingException naming the key, but not the value, that is wrong */
    public static AccessSettings from(Settings settings) {
        return new AccessSettings(settings.parsed(KEY, AccessSettings::tokens).orElse(List.of()), AllowedHosts.from(settings));
    }

    private static List<String> tokens(String text) {
        List<String> tokens = Stream.of(text.split(",")).map(String::strip).filter(token -> !token.isEmpty()).toList();
        if (tokens.isEmpty() || !tokens.stream().allMatch(token -> token.matches(TOKEN))) {
            throw WrongSettingException.ofSecret(KEY,
                    "tokens of 16 to 256 letters, digits, \"-\", \".\", \"_\" or \"~\", separated by commas");
        }
        return tokens;
    }

    @Override
    public String toString() {
        return tokens.size() + " access tokens, " + hosts;
    }
}
