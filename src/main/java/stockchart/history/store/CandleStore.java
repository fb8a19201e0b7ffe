package stockchart.history.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.KeptCandle;

/**
 * Keeps candles and gaps beyond the process: one connection to a database. Confined to one thread at a time; every call may block.
 *
 * <p>After any {@link SQLException} the store must be closed and another one opened: drivers differ in what a failed connection is
 * still good for.
 */
public interface CandleStore {
    /** The name of the number that says until when everything is written, in milliseconds since 1970-01-01 UTC. */
    String ALIVE = "alive";

    /** Reads from a store. */
    @FunctionalInterface
    interface Reading<T> {
        T from(CandleStore store) throws SQLException;
    }

    /** Writes all or nothing. */
    void write(Batch batch) throws SQLException;

    /** Writes a batch and takes it back. */
    void tryOut(Batch batch) throws SQLException;

    /** The newest candles of a symbol with what later trades need to go on in them, oldest first. */
    List<KeptCandle> newest(Symbol symbol, Width width, int most) throws SQLException;

    /**
     * The newest candles of a stretch of time, oldest first. Their volume is not a number where a provider has none.
     *
     * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC
     * @param to only candles that start before this time
     */
    List<Candle> candles(Series series, long from, long to, int most) throws SQLException;

    /** When the oldest candle of a series starts; empty if there is none. */
    OptionalLong oldest(Series series) throws SQLException;

    /** Since when a symbol is recorded, in milliseconds since 1970-01-01 UTC; empty if that is not known, or it is not. */
    OptionalLong begun(Symbol symbol) throws SQLException;

    /** The sources of a symbol's candles, and whether theirs are adjusted for splits. */
    Map<String, Boolean> sources(Symbol symbol, Width width) throws SQLException;

    /** Writes what a provider has answered, all or nothing. */
    void write(ProvidedPage page) throws SQLException;

    /** The stretches of a series that a provider was asked for, in order; none overlap or touch, unless they differ in age. */
    List<Fetched> fetched(Series series) throws SQLException;

    /** The gaps of a symbol that overlap a stretch of time, in order; the last one may be open. */
    List<KeptGap> gaps(Symbol symbol, long from, long to) throws SQLException;

    /** Returns whether anything was ever kept of a symbol. */
    boolean isKnown(Symbol symbol) throws SQLException;

    /** A number that is kept under a name. */
    OptionalLong number(String name) throws SQLException;

    /** Keeps a number under a name. */
    void keep(String name, long number) throws SQLException;

    /**
     * Begins a gap for every symbol that has none open: the process that wrote them has ended.
     *
     * @param since when it was last alive, in milliseconds since 1970-01-01 UTC
     */
    void beginGaps(long since) throws SQLException;

    /** The keys of all series of a width, for {@link #prune}. */
    List<Integer> series(Width width) throws SQLException;

    /**
     * Deletes some of the oldest candles of a series, in one small transaction; returns how many. That providers were asked for them
     * is forgotten.
     *
     * @param before only candles that start before this time, in milliseconds since 1970-01-01 UTC
     */
    int prune(int series, long before) throws SQLException;

    /**
     * Deletes ended gaps.
     *
     * @param before only those that ended before this time, in milliseconds since 1970-01-01 UTC
     * @param shorter only those shorter than this, in milliseconds
     */
    int pruneGaps(long before, long shorter) throws SQLException;

    /** Keeps when symbols were last watched, in milliseconds since 1970-01-01 UTC, all or nothing. */
    void keepWatched(Map<Symbol, Long> times) throws SQLException;

    /** Which symbols were last watched, and when; the last one first. */
    Map<Symbol, Long> watched(int most) throws SQLException;

    /** Deletes which symbols were watched, but for the last ones. */
    void pruneWatched(int most) throws SQLException;

    /** Deletes everything. */
    void clear() throws SQLException;

    /** How many candles there are, about. */
    long rows() throws SQLException;

    /** Gives the connection back; never fails. */
    void close();
}
