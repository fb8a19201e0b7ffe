package stockchart.testing;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of the WAR locked down: every cap is so small that it can be reached. The tests are its trusted proxy, so that they can
 * say from which address a client comes.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class OnLockedServer {
    protected static final SharedServer SERVER = new SharedServer("locked", "/stock-chart/");
    protected static final int BROWSERS = 10;
    protected static final int BROWSERS_PER_ADDRESS = 3;
    protected static final int HANDSHAKES_PER_SECOND = 10;
    protected static final int COMMANDS_PER_SECOND = 2;
    protected static final int SYMBOLS_PER_CLIENT = 2;
    /** So many that all clients of one address together with another client fill them. */
    protected static final int SLOTS = BROWSERS_PER_ADDRESS * SYMBOLS_PER_CLIENT + 1;
    protected static final ScriptedFeed FEED = new ScriptedFeed();

    /** Its settings in addition to the address of its Finnhub; a further setting is one more line. */
    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            entry("FINNHUB_SYMBOL_LIMIT", SLOTS),
            entry("STOCKCHART_BROWSERS", BROWSERS),
            entry("STOCKCHART_BROWSERS_PER_ADDRESS", BROWSERS_PER_ADDRESS),
            entry("STOCKCHART_HANDSHAKES_PER_SECOND", HANDSHAKES_PER_SECOND),
            entry("STOCKCHART_COMMANDS_PER_SECOND", COMMANDS_PER_SECOND),
            entry("STOCKCHART_SYMBOLS_PER_CLIENT", SYMBOLS_PER_CLIENT),
            entry("STOCKCHART_TRUSTED_PROXIES", "127.0.0.0/8, ::1"),
            entry("STOCKCHART_ALLOWED_HOSTS", "localhost, charts.example:8443"),
            entry("STOCKCHART_LINGER_SECONDS", 1),
            entry("STOCKCHART_RECORD", "none"));
    private static final String IN_A_SECOND = "1";

    @ArquillianResource
    protected Deployer deployer;

    /** The deployed WAR. Set before each test. */
    protected DeployedWar war;

    private final List<FrameRecorder> clients = Collections.synchronizedList(new ArrayList<>());

    @Deployment(name = "locked", managed = false, testable = false)
    @TargetsContainer("locked")
    static WebArchive war() {
        return DeployedWar.with(Stream.concat(FEED.settings().entrySet().stream(), SETTINGS.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> setting.getValue().toString())));
    }

    @BeforeEach
    void deploy() {
        war = SERVER.deployed(deployer);
        war.awaitFeed("live");
    }

    @AfterEach
    void leave() {
        clients.forEach(FrameRecorder::close);
        awaitBrowsers(0);
    }

    /** The result of one attempt to open the price socket from an address, or from several as proxies forward them. */
    protected Attempt attempt(String from) {
        Attempt attempt = Attempt.at(war.prices(), "X-Forwarded-For", from);
        if (attempt.client() != null) {
            clients.add(attempt.client());
        }
        return attempt;
    }

    /** The same, again and again while only too many others come at once. */
    protected Attempt patientAttempt(String from) {
        return Eventually.see("no other is in the way of " + from, () -> attempt(from),
                last -> !last.retryAfter().equals(IN_A_SECOND));
    }

    /** A client from an address, which must be accepted. */
    protected FrameRecorder enter(String from) {
        Attempt attempt = patientAttempt(from);
        if (attempt.client() == null) {
            throw new AssertionError(from + " was refused with " + attempt.status());
        }
        return attempt.client();
    }

    /** Waits until so many are in. */
    protected void awaitBrowsers(int count) {
        war.awaitStatus(count + " are in", status -> status.getInt("browsers") == count);
    }
}
