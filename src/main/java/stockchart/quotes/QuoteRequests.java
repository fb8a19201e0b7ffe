package stockchart.quotes;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import stockchart.market.Symbol;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.SharedFetches;

/**
 * Quotes of any symbol, whether a client watches it or not: by what is known if that is recent, otherwise from the data source, each
 * once for all who ask. Any thread; no caller waits. Bounded as {@link SharedFetches} says.
 */
public final class QuoteRequests {
    static final Duration KEPT = Duration.ofSeconds(10);
    /** How long it is known that there is none. */
    static final Duration NONE_KEPT = Duration.ofMinutes(1);

    private static final int MOST = 1_000;

    private final Quotes quotes;
    private final SharedFetches<Symbol, Optional<Quote>> fetches;

    QuoteRequests(Quotes quotes, Quotes.Source source, Clock steady, Executor executor) {
        this.quotes = quotes;
        this.fetches = new SharedFetches<>(symbol -> source.fetch(symbol, Purpose.DIALECT),
                new SharedFetches.Keeping<>((symbol, quote) -> quote.isPresent() ? KEPT : NONE_KEPT, quote -> 0, MOST), steady,
                executor);
    }

    /**
     * Requests a quote.
     *
     * @param receiver called once, on this thread or another one, with nothing if there is no quote; must not block
     */
    public void get(Symbol symbol, SharedFetches.Receiver<Optional<Quote>> receiver) {
        Optional<Quote> present = quotes.present(symbol);
        if (present.isPresent()) {
            receiver.fetched(present);
        } else {
            fetches.get(symbol, receiver);
        }
    }
}
