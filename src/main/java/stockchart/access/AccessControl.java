package stockchart.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import stockchart.container.LimitedLog;
import stockchart.settings.Settings;
import stockchart.settings.TrustedProxies;

/**
 * Decides who is known. Any thread; what is counted is <b>guarded</b> by its own monitor, and so is the comparison, or many tries at
 * once would be one too many each.
 */
@ApplicationScoped
public class AccessControl {
    private static final Logger LOG = System.getLogger(AccessControl.class.getName());

    private final LimitedLog refusals = new LimitedLog(LOG, Level.WARNING);
    private final WrongTries wrong;
    /** Set at start, not changed after that. */
    private AccessTokens tokens;
    private TrustedProxies proxies;

    /** For CDI. */
    public AccessControl() {
        this(List.of(), new WrongTries(System::nanoTime));
    }

    AccessControl(List<String> tokens, WrongTries wrong) {
        this.tokens = new AccessTokens(tokens);
        this.wrong = wrong;
    }

    @PostConstruct
    void start() {
        List<String> configured = AccessSettings.from(Settings.ofServer()).tokens();
        tokens = new AccessTokens(configured);
        proxies = TrustedProxies.from(Settings.ofServer());
        if (!configured.isEmpty()) {
            LOG.log(Level.INFO, "Only clients that know an access token are let in");
        }
    }

    /** Whether anybody is asked for anything. */
    boolean isOn() {
        return !tokens.isEmpty();
    }

    /** Says whether a browser has signed in. A pass cannot be guessed, so wrong ones, those of tokens long gone, are not counted. */
    boolean knowsPass(String pass) {
        return tokens.knowsPass(pass);
    }

    /** The client that wrong tokens count for. */
    String client(HttpServletRequest request) {
        return proxies.client(request);
    }

    /** @param address of the client */
    Verdict judge(String token, String address) {
        synchronized (wrong) {
            if (wrong.areTooMany(address)) {
                return Verdict.TOO_MANY;
            }
            if (tokens.knows(token)) {
                return Verdict.KNOWN;
            }
            wrong.add(address);
        }
        refusals.tell(() -> "Refused a wrong access token that came from " + address);
        return Verdict.UNKNOWN;
    }
}
