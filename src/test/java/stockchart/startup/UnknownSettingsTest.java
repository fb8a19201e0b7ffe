package stockchart.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {
    private final UnknownSettings misspelt = new UnknownSettings(AllSettings.keys(), key -> false);

    @ParameterizedTest
    @CsvSource({
        "FINNHUB_TOKN, FINNHUB_TOKEN", "FINHUB_TOKEN, FINNHUB_TOKEN", "FINNHUB_TOEKN, FINNHUB_TOKEN", "finnhub.token, FINNHUB_TOKEN",
        "FINNHUB-TOKEN, FINNHUB_TOKEN", "FINNHUB_KEY, FINNHUB_TOKEN", "FINNHUB_API_KEY, FINNHUB_TOKEN",
        "FINNHUB_APIKEY, FINNHUB_TOKEN", "FINHUB_API_TOKEN, FINNHUB_TOKEN", "FINNHUB_URI, FINNHUB_URL",
        "STOCKCHART_BROWSER, STOCKCHART_BROWSERS", "STOCK_CHART_BROWSERS, STOCKCHART_BROWSERS",
        "stock-chart.browsers, STOCKCHART_BROWSERS", "stockchart.browsers, STOCKCHART_BROWSERS",
        "stockchart_tape_size, STOCKCHART_TAPE_SIZE", "STOKCHART_TAPE_SIZE, STOCKCHART_TAPE_SIZE",
        "STOCKCHART_ACCESS_TOKEN, STOCKCHART_ACCESS_TOKENS", "STOCKCHART_HANDSHAKES_PER_SEC, STOCKCHART_HANDSHAKES_PER_SECOND",
        "STOCKCHART_ALLOWED_ORIGIN, STOCKCHART_ALLOWED_ORIGINS", "STOCKCHART_TRUSTED_PROXY, STOCKCHART_TRUSTED_PROXIES",
        "STOCKCHART_LINGER, STOCKCHART_LINGER_SECONDS", "stockchart.origins, STOCKCHART_ALLOWED_ORIGINS",
        "STOCKCHART_PROXIES, STOCKCHART_TRUSTED_PROXIES", "FINNHUB_LIMIT, FINNHUB_SYMBOL_LIMIT"})
    void misspeltKeyIsReportedWithASuggestion(String name, String meant) {
        assertEquals(List.of(name + " is no setting of stock-chart and is not read; did you mean " + meant + "?"),
                misspelt.sentences(List.of(name, name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOCKCHART_PORT", "STOCKCHART_HOME", "STOCKCHART_LOG_LEVEL", "FINNHUB_WEBHOOK_SECRET", "FINNHUB_PLAN",
        "stockchart.x", "STOCKCHART_COOKIE_SECRET", "FINHUB_TOKN", "STOCKCHARTS_PORT", "STOCK_CHARTS_PORT", "STOCKCHART_SECONDS"})
    void nameFarFromEveryKeyIsReportedWithoutASuggestion(String name) {
        assertEquals(List.of(name + " is no setting of stock-chart and is not read"), misspelt.sentences(List.of(name)));
    }

    @Test
    void knownAndForeignNamesAreNoTrouble() {
        assertEquals(List.of(), misspelt.sentences(List.of("STOCKCHART_BROWSERS", "PATH", "MY_STOCKCHART_X", "GITHUB_TOKEN", "API_KEY",
                "TOKEN", "STOCK_EXCHANGES", "BROWSERS", "LINUX_TOKEN", "FINNHUBBER", "STOCK_EXCHANGE_DIR", "STOCK_LINGER")));
    }

    @Test
    void otherWaysToWriteAKeyThatIsSetAreNoTroubleBecauseServersListThem() {
        assertEquals(List.of(), new UnknownSettings(AllSettings.keys(), key -> true)
                .sentences(List.of("STOCKCHART_TAPE_SIZE", "stockchart.tape.size", "stockchart_tape_size")));
    }

    @Test
    void nameListedInSeveralFormsIsReportedOnce() {
        assertEquals(List.of("FINHUB_TOKEN is no setting of stock-chart and is not read; did you mean FINNHUB_TOKEN?"),
                misspelt.sentences(List.of("finhub.token", "FINHUB_TOKEN")));
    }

    @Test
    void slipsAreTheNumberOfChangedOrSwappedLetters() {
        assertEquals(0, UnknownSettings.slips("", ""));
        assertEquals(3, UnknownSettings.slips("", "abc"));
        assertEquals(2, UnknownSettings.slips("abcd", "bd"));
        assertEquals(3, UnknownSettings.slips("kitten", "sitting"));
        assertEquals(1, UnknownSettings.slips("TOEKN", "TOKEN"));
    }
}
