package stockchart.testing;

import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of the WAR with a key and a scripted Finnhub that takes it. Limits are small, so that they can be reached; every test uses
 * symbols of its own. */
@ExtendWith(ArquillianExtension.class)
public abstract class OnLiveServer {
    protected static final SharedServer SERVER = new SharedServer("live", "/stock-chart/");
    protected static final int SLOTS = 6;
    protected static final int SYMBOLS_PER_CLIENT = 2;
    protected static final int BROWSERS = 12;
    protected static final int TAPE = 10_000;
    protected static final ScriptedFeed FEED = new ScriptedFeed();

    @ArquillianResource
    protected Deployer deployer;

    /** The deployed WAR. Set before each test. */
    protected DeployedWar war;

    @Deployment(name = "live", managed = false, testable = false)
    @TargetsContainer("live")
    static WebArchive war() {
        Map<String, String> settings = new HashMap<>(FEED.settings());
        settings.put("FINNHUB_SYMBOL_LIMIT", String.valueOf(SLOTS));
        // All tests of a server share it, and the page requests every symbol it shows.
        settings.put("FINNHUB_REST_PER_MINUTE", "10000");
        settings.put("FINNHUB_SILENCE_SECONDS", "3");
        settings.put("STOCKCHART_SYMBOLS_PER_CLIENT", String.valueOf(SYMBOLS_PER_CLIENT));
        settings.put("STOCKCHART_LINGER_SECONDS", "1");
        // Tests wait until symbols that no client watches are unsubscribed.
        settings.put("STOCKCHART_RECORD", "none");
        settings.put("STOCKCHART_START_SYMBOLS", "none");
        settings.put("STOCKCHART_TAPE_SIZE", String.valueOf(TAPE));
        settings.put("STOCKCHART_BROWSERS", String.valueOf(BROWSERS));
        settings.put("STOCKCHART_SEND_SECONDS", "1");
        return DeployedWar.with(settings);
    }

    @BeforeEach
    void deploy() {
        FEED.accept();
        war = SERVER.deployed(deployer);
        int before = FEED.handshakes();
        if (FEED.endAfterComplaint()) {
            Eventually.see("a connection that has learnt no limit", FEED::handshakes, handshakes -> handshakes > before);
        }
        war.awaitFeed("live");
    }
}
