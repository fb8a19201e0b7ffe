package stockchart.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import stockchart.http.TrustedProxies;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.settings.DataFolder;
import stockchart.settings.Settings;

/**
 * Decides who is known. Any thread; what is counted is <b>guarded</b> by its own monitor, and so is the comparison, or many tries at
 * once would be one too many each.
 */
@ApplicationScoped
public class AccessControl {
    private static final Logger LOG = System.getLogger(AccessControl.class.getName());

    private final RateLimitedLog refusals = new RateLimitedLog(LOG, Level.WARNING);
    private final FailedLoginLimiter wrong;
    private final Clock clock;
    /** Set at start, not changed after that. */
    private AccessTokens tokens;
    private EndedPasses ended;
    private TrustedProxies proxies;

    /** For CDI. */
    public AccessControl() {
        this(List.of(), new FailedLoginLimiter(System::nanoTime), null, Clock.systemUTC());
    }

    AccessControl(List<String> tokens, FailedLoginLimiter wrong, EndedPasses ended, Clock clock) {
        this.tokens = new AccessTokens(tokens);
        this.wrong = wrong;
        this.ended = ended;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        List<String> configured = AccessSettings.from(settings).tokens();
        tokens = new AccessTokens(configured);
        ended = new EndedPasses(DataFolder.from(settings), clock);
        proxies = TrustedProxies.from(settings);
        if (!configured.isEmpty()) {
            ended.load();
            LOG.log(Level.INFO, "Only clients that know an access token are let in");
        }
    }

    /** Whether anybody is asked for anything. */
    boolean isOn() {
        return !tokens.isEmpty();
    }

    /** What a browser that has shown a token keeps in its place. */
    String newPass(String token) {
        return AccessTokens.text(Pass.fresh(clock), token);
    }

    /** Says whether a browser has signed in. A pass cannot be guessed, so wrong ones, those of tokens long gone, are not counted. */
    boolean knowsPass(String text) {
        return pass(text).isPresent();
    }

    /** Lets nobody in by this pass any more, whoever has copied it. */
    void endPass(String text) {
        pass(text).ifPresent(ended::add);
    }

    private Optional<Pass> pass(String text) {
        return tokens.pass(text).filter(pass -> !pass.isOver(clock.instant()) && !ended.contains(pass));
    }

    /** The client that wrong tokens count for. */
    String client(HttpServletRequest request) {
        return proxies.client(request);
    }

    /** @param address of the client */
    AccessDecision judge(String token, String address) {
        synchronized (wrong) {
            if (wrong.areTooMany(address)) {
                return AccessDecision.TOO_MANY;
            }
            if (tokens.knows(token)) {
                return AccessDecision.KNOWN;
            }
            wrong.add(address);
        }
        refusals.tell(() -> "Refused a wrong access token that came from " + address);
        return AccessDecision.UNKNOWN;
    }

    /** What is to be done with a client. */
    enum AccessDecision {
        /** Let it in. */
        KNOWN,
        /** Ask it for a token. */
        UNKNOWN,
        /** Too many wrong tokens came from its address: this one was not looked at. */
        TOO_MANY
    }
}
