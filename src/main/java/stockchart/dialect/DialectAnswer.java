package stockchart.dialect;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import stockchart.history.providers.RefusedException;
import stockchart.http.DeferredAnswer;
import stockchart.http.JsonResponse;
import stockchart.rest.RestClient;
import stockchart.rest.SharedFetches;

/**
 * Answers a request when the data source has answered, or says in Finnhub's form why it has not. Any thread.
 *
 * @param <V> what is fetched
 */
final class DialectAnswer<V> implements SharedFetches.Receiver<V> {
    /** Requests are made one after the other, so there may be some before this one. */
    static final Duration DEADLINE = Duration.ofSeconds(40);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int RETRY_SECONDS = 5;

    private final DeferredAnswer answer;
    private final Function<V, String> json;

    /** To be the last call for the response. */
    DialectAnswer(HttpServletResponse response, Function<V, String> json) {
        this.json = json;
        this.answer = DeferredAnswer.to(response, DEADLINE,
                late -> later(late, HttpServletResponse.SC_SERVICE_UNAVAILABLE, RETRY_SECONDS, "The data source has not answered in time"));
    }

    @Override
    public void fetched(V value) {
        answer.send(response -> JsonResponse.send(response, HttpServletResponse.SC_OK, json.apply(value)));
    }

    @Override
    public void failed(IOException why) {
        answer.send(response -> {
            if (why instanceof RefusedException) {
                send(response, HttpServletResponse.SC_FORBIDDEN, "You don't have access to this resource.");
            } else if (why instanceof RestClient.BudgetException budget) {
                later(response, TOO_MANY_REQUESTS, (int) (budget.delay().toMillis() / 1_000 + 1),
                        "API limit reached. Please try again later. Remaining Limit: 0");
            } else if (why instanceof RestClient.StatusException status) {
                send(response, HttpServletResponse.SC_BAD_GATEWAY, "The data source answers with " + status.getMessage());
            } else if (why instanceof RestClient.BadAnswerException) {
                send(response, HttpServletResponse.SC_BAD_GATEWAY, "The data source's answer cannot be used");
            } else {
                send(response, HttpServletResponse.SC_BAD_GATEWAY, "The data source does not answer");
            }
        });
    }

    private static void later(HttpServletResponse response, int status, int seconds, String why) throws IOException {
        response.setIntHeader("Retry-After", seconds);
        send(response, status, why);
    }

    private static void send(HttpServletResponse response, int status, String why) throws IOException {
        JsonResponse.send(response, status, DialectCodec.error(why));
    }
}
