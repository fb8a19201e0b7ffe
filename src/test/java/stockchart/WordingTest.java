package stockchart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The words of the server's sources, of its tests and of the documents: the actor is named (client, operator, feed, caller), and a
 * concept has the term that a reader searches for. Only words without a proper use are listed.
 */
class WordingTest {
    private static final List<Path> CHECKED = Stream.of("src/main/java", "src/main/resources", "src/test/java",
            "benchmark/src", "benchmark/README.md", "payara-config", "docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
            "pom.xml").map(Path::of).toList();
    /** Holds the words themselves. */
    private static final Path THIS = Path.of("src/test/java/stockchart/WordingTest.java");
    private static final Pattern VAGUE_ACTOR = Pattern.compile("(?i)\\b(whoever|whomever|nobody|somebody|everybody|anybody)\\b");
    private static final Pattern TURN = Pattern.compile("(?i)\\b(one too many|of late|comes? again|chores?|for good|ma[dk]es? good"
            + "|asks? after|of its own accord)\\b");
    /**
     * Programs send, report, log and receive. A page of the product shows "heard from the server"; Finnhub has a message "news".
     */
    private static final Pattern SPEECH = Pattern.compile("(?i)\\b(told|tells?|telling|hears?|heard(?! from the server)"
            + "|(?<![\"-])(?-i:[Nn]ews))\\b");
    private static final Pattern SPEECH_IN_NAMES = Pattern.compile("[a-z](Told|Tells?|Hears?|Heard)(?![a-z])"
            + "|\\b(told|tell|tells|hear|hears|heard)(?=[A-Z])");
    private static final Pattern FORMER_NAME = Pattern.compile("\\b(WebSocketOutlet|[oO]utlet|[fF]arewell|[gG]oodbye|BrowserSession"
            + "|SerialLane|DispatchLane|RecurringStep|LimitedLog|ThreadTally|BareContext|JsonAnswer|OutgoingText|PlainJson|TradeScanner"
            + "|Stutter|WrongTries|Misspelt|ProcessEnd|SearchDesk|BestHits|OwnAddress|FastSendSwitch|Surroundings|SteadyClock"
            + "|EndedPasses)\\b");

    @Test
    void actorsAreNamed() throws IOException {
        assertEquals(List.of(), linesWith(VAGUE_ACTOR));
    }

    @Test
    void turnsOfPhraseAreLiteral() throws IOException {
        assertEquals(List.of(), linesWith(TURN));
    }

    @Test
    void programsDoNotSpeak() throws IOException {
        assertEquals(List.of(), linesWith(SPEECH));
        assertEquals(List.of(), linesWith(SPEECH_IN_NAMES));
    }

    @Test
    void conceptsHaveTheirStandardNames() throws IOException {
        assertEquals(List.of(), linesWith(FORMER_NAME));
    }

    private static List<String> linesWith(Pattern words) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : CHECKED) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(Files::isRegularFile).filter(file -> !file.equals(THIS)).forEach(files::add);
            }
        }
        return files.stream().sorted().flatMap(file -> linesWith(words, file)).toList();
    }

    private static Stream<String> linesWith(Pattern words, Path file) {
        try {
            // Every byte is a character of Latin-1, so other files than text do no harm.
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return IntStream.range(0, lines.size()).filter(i -> words.matcher(lines.get(i)).find())
                    .mapToObj(i -> file + ":" + (i + 1) + ": " + lines.get(i).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
