package stockchart.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import stockchart.access.AccessTokens.Pass;
import stockchart.http.TrustedProxies;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.settings.DataFolder;
import stockchart.settings.Settings;

/**
 * Decides whether a client has access. Any thread; the counts are <b>guarded</b> by its own monitor, and so is the comparison, so
 * that many attempts at once cannot exceed the limit.
 */
@ApplicationScoped
public class AccessControl {
    private static final Logger LOG = System.getLogger(AccessControl.class.getName());

    private final RateLimitedLog refusals = new RateLimitedLog(LOG, Level.WARNING);
    private final FailedLoginLimiter wrong;
    private final Clock clock;
    /** Set at start, not changed after that. */
    private AccessTokens tokens;
    private RevokedPasses revoked;
    private TrustedProxies proxies;

    /** For CDI. */
    public AccessControl() {
        this(List.of(), new FailedLoginLimiter(System::nanoTime), null, Clock.systemUTC());
    }

    AccessControl(List<String> tokens, FailedLoginLimiter wrong, RevokedPasses revoked, Clock clock) {
        this.tokens = new AccessTokens(tokens);
        this.wrong = wrong;
        this.revoked = revoked;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        List<String> configured = AccessSettings.from(settings).tokens();
        tokens = new AccessTokens(configured);
        revoked = new RevokedPasses(DataFolder.from(settings), clock);
        proxies = TrustedProxies.from(settings);
        if (!configured.isEmpty()) {
            revoked.load();
            LOG.log(Level.INFO, "Only clients with an access token are served");
        }
    }

    /** Whether access tokens are configured. */
    boolean isOn() {
        return !tokens.isEmpty();
    }

    /** The pass that a browser keeps in place of a valid token. */
    String newPass(String token) {
        return AccessTokens.text(Pass.fresh(clock), token);
    }

    /**
     * Returns whether a browser has signed in. A pass cannot be guessed, so invalid ones, those of removed tokens, are not counted
     * as failed logins.
     */
    boolean knowsPass(String text) {
        return pass(text).isPresent();
    }

    /** Ends a pass, so that no copy of it gives access any more. */
    void revokePass(String text) {
        pass(text).ifPresent(revoked::add);
    }

    private Optional<Pass> pass(String text) {
        return tokens.pass(text).filter(pass -> !pass.isOver(clock.instant()) && !revoked.contains(pass));
    }

    /** The client to which wrong tokens count. */
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
        refusals.log(() -> "Refused a wrong access token that came from " + address);
        return AccessDecision.UNKNOWN;
    }

    /** The decision about a client. */
    enum AccessDecision {
        /** Has access. */
        KNOWN,
        /** Must show a token. */
        UNKNOWN,
        /** Its address has sent too many wrong tokens: this one was not checked. */
        TOO_MANY
    }
}
