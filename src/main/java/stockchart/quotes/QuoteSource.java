package stockchart.quotes;

import java.io.IOException;
import java.util.Optional;
import stockchart.market.Symbol;

/** Where quotes come from. */
@FunctionalInterface
interface QuoteSource {
    /**
     * Fetches a quote; blocks until it is there.
     *
     * @return empty if there is none for this symbol
     * @throws stockchart.rest.BudgetException if there were too many requests
     * @throws IOException saying what was wrong, fit for a log
     * @throws IllegalStateException if the source's address is not known yet
     */
    Optional<Quote> fetch(Symbol symbol) throws IOException;
}
