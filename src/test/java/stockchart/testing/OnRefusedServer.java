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

/** Tests of the WAR with a key that Finnhub refuses from the start, lists of symbols included, and without metrics. */
@ExtendWith(ArquillianExtension.class)
public abstract class OnRefusedServer {
    protected static final SharedServer SERVER = new SharedServer("refused", "/stock-chart/");
    protected static final ScriptedFeed FEED = new ScriptedFeed();
    /** The name of a setting that is none. */
    protected static final String MISSPELT = "STOCKCHART_BROWSER";

    @ArquillianResource
    protected Deployer deployer;

    /** The deployed WAR. Set before each test. */
    protected DeployedWar war;

    @Deployment(name = "refused", managed = false, testable = false)
    @TargetsContainer("refused")
    static WebArchive war() {
        FEED.refuse(401);
        for (String list : new String[] {"/stock/symbol", "/forex/symbol", "/crypto/symbol"}) {
            FEED.lists().refuse(list);
        }
        Map<String, String> settings = new HashMap<>(FEED.settings());
        settings.put(MISSPELT, "9");
        settings.put("STOCKCHART_METRICS", "false");
        settings.put("STOCKCHART_HISTORY", "none");
        return DeployedWar.with(settings);
    }

    @BeforeEach
    void deploy() {
        war = SERVER.deployed(deployer);
        war.awaitFeed("refused");
    }
}
