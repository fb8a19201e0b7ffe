package stockchart.access;

import java.util.List;
import stockchart.settings.Settings;
import stockchart.settings.WrongSettingException;

/**
 * The tokens of which a client must know one. Immutable.
 *
 * @param tokens none if everybody may come in
 */
public record AccessSettings(List<String> tokens) {
    private static final String KEY = "STOCKCHART_ACCESS_TOKENS";
    /** Too long to be guessed, if it was not made up by a person, and fit for a header, a form and an address as it is. */
    private static final String TOKEN = "[A-Za-z0-9._~-]{16,256}";

    /** @throws WrongSettingException naming the key, but not the value, that is wrong */
    public static AccessSettings from(Settings settings) {
        List<String> tokens = settings.list(KEY, "");
        if (!tokens.stream().allMatch(token -> token.matches(TOKEN)) || tokens.isEmpty() && settings.text(KEY).isPresent()) {
            throw WrongSettingException.ofSecret(KEY,
                    "tokens of 16 to 256 letters, digits, \"-\", \".\", \"_\" or \"~\", separated by commas");
        }
        return new AccessSettings(tokens);
    }

    @Override
    public String toString() {
        return tokens.size() + " access tokens";
    }
}
