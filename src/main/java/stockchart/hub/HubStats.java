package stockchart.hub;

import java.util.Map;
import stockchart.market.Symbol;

/** What the hub reports to operators. Any thread; read-only. */
public interface HubStats {
    /** The feed's state as last published; {@code DOWN} while that state cannot be believed. */
    FeedStatus status();

    /** The carried symbols with their number of viewers, 0 for one that lingers. */
    Map<Symbol, Integer> viewers();

    /** How many symbols the feed may carry at once; fewer than configured while it is known to carry fewer. */
    int slots();

    /** How long symbols wait between two updates; longer than configured while the machine is too busy. */
    AdaptiveThrottle throttle();

    /** How many trades arrived for symbols without a tape: no client had asked for them. */
    long unwantedTrades();
}
