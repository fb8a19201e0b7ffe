package stockchart.testing;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of the WAR with access tokens; on its simulator, which it has to reach although it is closed. Wrong tokens are counted by
 * address, so every test sends them from one of its own. */
@ExtendWith(ArquillianExtension.class)
public abstract class OnGuardedServer {
    protected static final SharedServer SERVER = new SharedServer("guarded", "/stock-chart/");
    protected static final String TOKEN = "one-of-the-two-access-tokens";
    protected static final String OTHER_TOKEN = "the-other~access_token.of-them";
    /** What a program sends. */
    protected static final String[] BEARER = {"Authorization", "Bearer " + TOKEN};

    @ArquillianResource
    protected Deployer deployer;

    /** The deployed WAR. Set before each test. */
    protected DeployedWar war;

    @Deployment(name = "guarded", managed = false, testable = false)
    @TargetsContainer("guarded")
    static WebArchive war() {
        return DeployedWar.with(Map.of("FINNHUB_TOKEN", "", "STOCKCHART_ACCESS_TOKENS", TOKEN + ", " + OTHER_TOKEN,
                "STOCKCHART_SIMULATOR_SEED", "7"));
    }

    @BeforeEach
    void deploy() {
        war = SERVER.deployed(deployer);
        Eventually.see("the feed is live", () -> war.get("api/health/ready").body(), body -> body.contains("\"state\":\"live\""));
    }

    /** The answer to the form. @param back where the person wants to go then @param headers of the request, names and values */
    protected HttpResponse<String> signIn(String token, String back, String... headers) {
        return war.post("sign-in", "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)
                + "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8), headers);
    }
}
