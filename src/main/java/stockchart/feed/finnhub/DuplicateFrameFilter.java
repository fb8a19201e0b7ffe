package stockchart.feed.finnhub;

/**
 * Recognises trade messages that one connection delivers several times, as Finnhub did for a while in 2020, when every message came
 * three times.
 *
 * <p>One message that comes twice proves nothing: two trades may be equal in every figure. But if the previous message came several
 * times, identical in every character, and this one does so too, the connection repeats itself: then the second and third copy of
 * this one are repeats, however often the previous one came, and so are further copies, up to the number of copies of the previous
 * one. A message that comes once ends the repetition. A message that keeps coming is a series of equal trades, of which no more
 * copies are dropped than of a repeated message.
 *
 * <p>Confined to the read thread of one connection.
 */
public final class DuplicateFrameFilter {
    /** Finnhub's fault sent up to three copies, not always as many of one message as of the next. */
    private static final int USUAL_COPIES = 3;
    /** More copies than these have another cause. */
    private static final int MOST_COPIES = 5;

    private String latest = "";
    private int copies;
    private int copiesBefore;

    /** Returns whether a message only repeats the last one; to be called once for every trade message, in order. */
    public boolean isRepeat(String text) {
        if (!text.equals(latest)) {
            latest = text;
            copiesBefore = copies;
            copies = 0;
        }
        copies = Math.min(copies + 1, MOST_COPIES + 1);
        boolean repeating = copiesBefore > 1 && copiesBefore <= MOST_COPIES;
        return repeating && copies > 1 && copies <= Math.max(copiesBefore, USUAL_COPIES);
    }
}
