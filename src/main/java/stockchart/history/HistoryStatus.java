package stockchart.history;

import java.util.Locale;
import java.util.OptionalLong;
import stockchart.history.backfill.BackfillStatus;

/**
 * What the history reports to operators and to the page. Immutable.
 *
 * @param state the present state
 * @param since since when, in milliseconds since 1970-01-01 UTC
 * @param message a sentence for a person, without names of files or servers
 * @param rows how many candles are kept, about
 * @param bytes how much room they take; empty if that is a server's business
 * @param untaken how many tapes have candles that are not written yet
 * @param lagMillis for how long not everything has been written
 * @param written how many candles were written since the start, each time they were
 * @param failures how often the database has failed since the start
 * @param lost how many intervals of candles left memory before they could be written, at most
 * @param backfill how candles fare that are fetched
 */
public record HistoryStatus(State state, long since, String message, long rows, OptionalLong bytes, int untaken, long lagMillis,
        long written, long failures, long lost, BackfillStatus backfill) {
    /** Whether candles are kept now, and if not, why. */
    public enum State {
        OFF("Candles are not kept: a restart forgets them"),
        OPENING("The kept history is being opened"),
        RECORDING("Candles are kept"),
        FOLLOWING("Candles are kept by another server of the cluster"),
        FULL("Candles are not kept at present: the disk is nearly full"),
        READ_ONLY("Candles are not kept: the data folder cannot be written"),
        IN_USE("Candles are not kept: another process writes the history"),
        NEWER("Candles are not kept: a later version has written the history"),
        FAILING("Candles are not kept at present: the database fails and is tried again");

        private final String sentence;

        State(String sentence) {
            this.sentence = sentence;
        }

        /** The word used in status and metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String sentence() {
            return sentence;
        }
    }
}
