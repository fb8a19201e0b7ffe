package stockchart.history;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stockchart.history.CandleQuery.BadQueryException;
import stockchart.http.DeferredAnswer;
import stockchart.http.EntityTags;
import stockchart.http.ExchangeWatch;
import stockchart.http.JsonResponse;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * {@code GET /api/candles?symbol=AAPL&interval=60000&from=…&to=…}: known candles, up to ten seconds behind the trades. While a
 * provider is asked for what is lacking, the answer is held for two seconds at most, and no thread waits; one that has enough for a
 * chart is not held. Any thread; no state.
 */
@WebServlet(value = "/api/candles", asyncSupported = true)
public class CandlesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(CandlesServlet.class.getName());
    private static final int TAG_BYTES = 12;
    /** A trade may be late by a day, and the day's candle is folded after it. */
    private static final long STILL_CHANGES = TimeUnit.HOURS.toMillis(49);
    /** A first look at a symbol gets its day in one answer, if the provider is fast. */
    private static final Duration HELD = Duration.ofSeconds(2);
    private static final String RETRY_SECONDS = "2";

    private final transient RateLimitedLog failures = new RateLimitedLog(LOG, Level.WARNING);

    @Inject
    private transient History history;

    @Inject
    private transient ExchangeWatch watch;

    /**
     * 400 if the request is wrong, 404 if nothing was ever kept of the symbol and no provider has any, or nothing is kept at all, 503
     * while the history cannot be read, 304 to a client that has this answer.
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        long now = Clock.systemUTC().millis();
        Optional<CandleAnswers> answers = history.answers();
        if (answers.isEmpty()) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "NO_HISTORY", "Candles are not kept on this server");
            return;
        }
        try {
            CandleQuery query = CandleQuery.of(request.getParameter("symbol"), request.getParameter("interval"),
                    request.getParameter("from"), request.getParameter("to"), now);
            Optional<CandlePage> page = answers.get().read(query);
            String known = request.getHeader("If-None-Match");
            if (page.isEmpty()) {
                refuse(response, HttpServletResponse.SC_NOT_FOUND, "UNKNOWN_SYMBOL",
                        "Nothing was ever recorded of " + query.symbol() + ", and no provider of history has it");
            } else if (page.get().isPending() && page.get().isEnoughForNow()) {
                answers.get().fetchBehind(page.get(), watch.proxies().client(request));
                answer(known, response, page.get());
            } else if (page.get().isPending() && answers.get().mayHold(watch.proxies().client(request))) {
                hold(answers.get(), page.get(), known, response);
            } else {
                answer(known, response, page.get());
            }
        } catch (BadQueryException bad) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, bad.code(), bad.getMessage());
        } catch (SQLException failure) {
            failures.log(() -> "A request for candles failed: " + failure);
            response.setHeader("Retry-After", RETRY_SECONDS);
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "NOT_NOW",
                    "The history cannot be read now; please ask again");
        }
    }

    private static void hold(CandleAnswers answers, CandlePage first, String known, HttpServletResponse response) {
        CandleAnswers.Held held = answers.hold(first);
        DeferredAnswer deferred = DeferredAnswer.to(response, HELD, late -> {
            held.end();
            answer(known, late, held.newest());
        });
        answers.fetch(held, page -> deferred.send(ready -> {
            held.end();
            answer(known, ready, page);
        }));
    }

    /** What no trade changes any more may be kept by the client, and by no one in between: it may be behind an access token. */
    private static void answer(String known, HttpServletResponse response, CandlePage page) throws IOException {
        if (page.isPending()) {
            response.setHeader("Cache-Control", "no-store");
            JsonResponse.send(response, HttpServletResponse.SC_OK, CandlesCodec.page(page));
            return;
        }
        boolean isClosed = page.query().to() < Clock.systemUTC().millis() - STILL_CHANGES;
        response.setHeader("Cache-Control", isClosed ? "private, max-age=3600" : "private, no-cache");
        String body = CandlesCodec.page(page);
        if (!EntityTags.isKnown(known, response, tag(body))) {
            JsonResponse.send(response, HttpServletResponse.SC_OK, body);
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code, String sentence) throws IOException {
        JsonResponse.send(response, status, CandlesCodec.problem(code, sentence));
    }

    private static String tag(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
