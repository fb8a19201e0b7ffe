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

/** Tests of the WAR as it comes, without a key: on its built-in simulator, and at the path {@code /}. */
@ExtendWith(ArquillianExtension.class)
public abstract class OnSimulator {
    protected static final SharedServer SERVER = new SharedServer("simulated", "/");

    @ArquillianResource
    protected Deployer deployer;

    /** The deployed WAR. Set before each test. */
    protected DeployedWar war;

    @Deployment(name = "simulated", managed = false, testable = false)
    @TargetsContainer("simulated")
    static WebArchive war() {
        Map<String, String> settings = new HashMap<>();
        settings.put("FINNHUB_TOKEN", "");
        settings.put("STOCKCHART_SIMULATOR_SEED", "7");
        // Tests begin with an empty page, but for FirstVisitIT.
        settings.put("STOCKCHART_START_SYMBOLS", "none");
        return DeployedWar.atRoot(settings);
    }

    @BeforeEach
    void deploy() {
        war = SERVER.deployed(deployer);
        war.awaitFeed("live");
    }
}
