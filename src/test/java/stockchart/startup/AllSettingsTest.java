package stockchart.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.settings.Settings;

/** Every key: that the README documents it, that it is read at start, and that a wrong value is refused by name. */
class AllSettingsTest {
    /** Rows of the README's table and nothing else begin so. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:STOCKCHART|FINNHUB)_[A-Z_]+)` \\| ");
    private static final Pattern NAME = Pattern.compile("\"((?:STOCKCHART|FINNHUB)_[A-Z_]+)\"");
    /** A value that is no number, no flag, no address, no origin, no exchange, no folder and no key. */
    private static final String NONSENSE = "no/sen\0se à la carte?";

    @Test
    void readmesTableNamesExactlyTheKeysThatAreReadAtStart() throws IOException {
        assertEquals(AllSettings.keys(), names(ROW, Path.of("README.md")));
    }

    @Test
    void noKeyIsReadAnywhereThatIsNotReadAtStart() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java")).forEach(file -> found.addAll(names(NAME, file)));
        }
        assertEquals(AllSettings.keys(), found);
    }

    @Test
    void nothingNeedsToBeSet() {
        assertEquals(List.of(), sentences(Map.of()));
    }

    static Set<String> keys() {
        return AllSettings.keys();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void wrongValueIsRefusedWithKeyAndWhatIsAllowed(String key) {
        List<String> sentences = sentences(Map.of(key, NONSENSE));
        assertEquals(1, sentences.size(), key + ": " + sentences);
        assertTrue(sentences.get(0).matches("(?s)" + key + " (is \".+\"|has a value that is not shown here) but must be .+"),
                sentences.get(0));
    }

    @Test
    void allErrorsAreReportedTogether() {
        List<String> sentences = sentences(Map.of("STOCKCHART_BROWSERS", "0", "FINNHUB_SYMBOL_LIMIT", "0"));
        assertEquals(List.of("FINNHUB_SYMBOL_LIMIT is \"0\" but must be a whole number from 1 to 10000",
                "STOCKCHART_BROWSERS is \"0\" but must be a whole number from 1 to 1000000"), sentences);
    }

    @Test
    void everyWrongValueIsReportedOnce() {
        assertEquals(List.of("FINNHUB_CONNECT_SECONDS is \"0\" but must be a whole number from 1 to 600",
                "FINNHUB_SILENCE_SECONDS is \"soon\" but must be a whole number from 1 to 86400",
                "FINNHUB_TOKEN has a value that is not shown here but must be written without quotes around it",
                "STOCKCHART_BROWSERS is \"0\" but must be a whole number from 1 to 1000000",
                "STOCKCHART_HANDSHAKES_PER_SECOND is \"-1\" but must be a whole number from 1 to 100000",
                "STOCKCHART_STOCK_EXCHANGES is \"/\" but must be names of exchanges, such as US",
                "STOCKCHART_STOCK_EXCHANGES is \"?\" but must be names of exchanges, such as US"),
                sentences(Map.of("FINNHUB_TOKEN", "\"key\"", "FINNHUB_CONNECT_SECONDS", "0", "FINNHUB_SILENCE_SECONDS", "soon",
                        "STOCKCHART_BROWSERS", "0", "STOCKCHART_HANDSHAKES_PER_SECOND", "-1", "STOCKCHART_STOCK_EXCHANGES", "/,US,?")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void readmeDocumentsTheRangeOfEachNumberAndFlag(String key) throws IOException {
        String allowed = sentences(Map.of(key, NONSENSE)).get(0).replaceFirst("(?s).* but must be ", "");
        String row = Files.readString(Path.of("README.md")).lines().filter(line -> line.startsWith("| `" + key + "` |"))
                .findFirst().orElseThrow();
        String cell = row.split("(?<!\\\\)\\|")[3].strip();
        if (allowed.startsWith("a whole number from ")) {
            assertEquals(allowed.replace("a whole number from ", ""), cell);
        } else if (allowed.equals("true or false")) {
            assertEquals("`true`, `false`", cell);
        } else {
            assertFalse(cell.isEmpty(), row);
        }
    }

    @Test
    void moreSymbolsForAClientThanTheFeedCarriesAreLogged() {
        assertEquals(List.of("STOCKCHART_SYMBOLS_PER_CLIENT is 100, but the feed carries no more than FINNHUB_SYMBOL_LIMIT symbols,"
                + " which is 50: one client can take them all, and has the rest wait in line"),
                AllSettings.doubtful(settings(Map.of("STOCKCHART_SYMBOLS_PER_CLIENT", "100"))));
        assertEquals(List.of(), AllSettings.doubtful(settings(Map.of("STOCKCHART_SYMBOLS_PER_CLIENT", "50"))));
        assertEquals(List.of(), AllSettings.doubtful(settings(Map.of("FINNHUB_SYMBOL_LIMIT", "7"))), "the other one is not set");
    }

    @Test
    void folderThatIsAFileIsRefused() {
        assertEquals(List.of("STOCKCHART_DATA_DIR is \"README.md\" but must be a folder, not a file"),
                sentences(Map.of("STOCKCHART_DATA_DIR", "README.md")));
    }

    @Test
    void proxiesAreAddressesInDigitsOrBlocksOfThem() {
        assertEquals(List.of(), sentences(Map.of("STOCKCHART_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,::1, 2001:db8::/32, ::/0")));
        for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.1:80", "10.0.0.1;10.0.0.2")) {
            assertEquals(List.of("STOCKCHART_TRUSTED_PROXIES is \"" + wrong + "\" but must be addresses in digits or blocks of them"
                    + " such as 10.0.0.0/8 or 2001:db8::/32, separated by commas"),
                    sentences(Map.of("STOCKCHART_TRUSTED_PROXIES", wrong)));
        }
    }

    @Test
    void originsAreTakenAsBrowsersSendThem() {
        assertEquals(List.of(), sentences(Map.of("STOCKCHART_ALLOWED_ORIGINS",
                "*, https://example.org, http://localhost:5173/, chrome-extension://abcdef, http://[::1]:8080")));
        for (String wrong : List.of("example.org", "https://example.org/page", "https://", "https://a b",
                "https://x:99999", "https://x:0", "https://a..b", "https://*.example.org", "https://a@b", "https://a?b", "ftp://x",
                "wss://example.org", "file://x", "https://example.org//")) {
            assertEquals(1, sentences(Map.of("STOCKCHART_ALLOWED_ORIGINS", wrong)).size(), wrong);
        }
    }

    @Test
    void everyWrongValueOfAListIsReported() {
        List<String> reported = sentences(Map.of(
                "STOCKCHART_ALLOWED_HOSTS", "a..b, exa_mple.org:0, fine.example, host:99999",
                "STOCKCHART_ALLOWED_ORIGINS", "http://a.b/c,ftp://x,https://fine.example,https://x:99999",
                "STOCKCHART_TRUSTED_PROXIES", "proxy, 10.0.0.0/8, 10.0.0.0/33",
                "STOCKCHART_STOCK_EXCHANGES", "/, US, ?"));
        for (String value : List.of("a..b", "exa_mple.org:0", "host:99999", "http://a.b/c", "ftp://x", "https://x:99999", "proxy",
                "10.0.0.0/33", "/", "?")) {
            assertEquals(1, reported.stream().filter(sentence -> sentence.contains(" is \"" + value + "\" but must be ")).count(),
                    value);
        }
        assertEquals(10, reported.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOCKCHART_STOCK_EXCHANGES", "STOCKCHART_FOREX_EXCHANGES", "STOCKCHART_CRYPTO_EXCHANGES",
        "STOCKCHART_ALLOWED_HOSTS", "STOCKCHART_ALLOWED_ORIGINS", "STOCKCHART_TRUSTED_PROXIES", "STOCKCHART_ACCESS_TOKENS",
        "STOCKCHART_HISTORY_PROVIDERS"})
    void emptyListIsReported(String key) {
        assertEquals(1, sentences(Map.of(key, ",,")).size());
        assertEquals(1, sentences(Map.of(key, " , ")).size());
    }

    private static List<String> sentences(Map<String, String> values) {
        return AllSettings.wrong(settings(values)).stream().map(Exception::getMessage).sorted().toList();
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    private static Set<String> names(Pattern pattern, Path file) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            Set<String> names = new TreeSet<>();
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return names;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
