package stockchart.quotes;

import java.util.List;
import java.util.Optional;
import stockchart.market.TradingSession;

/**
 * When the US market trades, as known at a time. Immutable.
 *
 * @param now that time, in milliseconds since 1970-01-01 UTC
 * @param session the session it lies in; empty when the market is closed
 * @param holiday what is celebrated on that day in New York; on such a day trading may also just be shorter
 * @param confirmed whether Finnhub has said the same lately
 * @param sessions those of the days around it, the earliest first
 */
public record MarketView(long now, Optional<TradingSession.Kind> session, Optional<String> holiday, boolean confirmed,
        List<TradingSession> sessions) {}
