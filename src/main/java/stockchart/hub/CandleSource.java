package stockchart.hub;

import java.time.Duration;
import java.util.List;
import stockchart.market.Symbol;
import stockchart.tape.Candle.Interval;
import stockchart.tape.GapLog;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.KeptCandle;
import stockchart.tape.Tape;

/**
 * The role that the keeper of candles sees: the tapes whose candles and gaps are to be kept, and where those from before a tape are
 * put. A level, not events: the keeper compares what there is with what it has kept, so that a late or lost signal does no harm and
 * no queue is needed between a trade and a database. Any thread.
 */
public interface CandleSource {
    /** The tapes there are now, in no order. A tape whose symbol is dropped is missing from then on; the keeper may still read it. */
    List<Recording> recordings();

    /**
     * Has candles kept from now on: clients wait a moment for the past of a tape that begins.
     *
     * @param listener called when a tape has begun, on any thread, outside all locks; must not block
     */
    void keepBy(Runnable listener);

    /** Adds what was kept from before a tape, once, and has its viewers signalled. */
    void restore(Recording recording, Past past);

    /** Nothing from before the tape can be read now: clients wait for it no longer. It may still come. */
    void waitNoLonger(Recording recording);

    /** The symbols that clients watch, and those they have watched as far as they are in memory, in no order. */
    List<Watched> watched();

    /**
     * Sets which symbols are to be recorded without viewers while slots are free, the most important first; a level, which replaces
     * the one before. What follows from it follows step by step; viewers never wait for it.
     */
    void record(List<Symbol> inOrder);

    /**
     * By how many clients a symbol is watched, or how long ago it was.
     *
     * @param viewers how many clients watch it now
     * @param ago since when none does; zero while one does
     * @param isPriced whether a price of it has come since its tape began: a name without any may be made up
     */
    record Watched(Symbol symbol, int viewers, Duration ago, boolean isPriced) {}

    /** One symbol's tape and gaps. The same tape as long as the symbol is kept in memory. */
    record Recording(Tape tape, GapLog gaps) {
        /** The symbol. */
        public Symbol symbol() {
            return tape.symbol();
        }
    }

    /**
     * What is known from before a tape. Immutable.
     *
     * @param seconds candles of {@link Interval#SECOND}, oldest first
     * @param minutes candles of {@link Interval#MINUTE}, oldest first
     * @param gaps in order, all ended
     */
    record Past(List<KeptCandle> seconds, List<KeptCandle> minutes, List<Gap> gaps) {
        /** Of a symbol of which nothing was kept. */
        public static final Past NONE = new Past(List.of(), List.of(), List.of());

        public Past {
            seconds = List.copyOf(seconds);
            minutes = List.copyOf(minutes);
            gaps = List.copyOf(gaps);
        }
    }
}
