package stockchart.feed.finnhub;

/**
 * Recognises trade messages that one connection delivers several times over, as Finnhub did for a while in 2020, when every
 * message came three times.
 *
 * <p>One message that comes twice proves nothing: two trades may be equal in every figure. But when the message before came several
 * times, word for word, and this one does so too, the connection repeats itself: then the second and third copy of this one are
 * repeats, however often the one before came, and so are further ones, up to as many as there were of the one before. A message
 * that comes once ends it, and one that comes on and on is a flood of equal trades, of which no more is dropped than of a repeated
 * message.
 *
 * <p>Confined to the read thread of one connection.
 */
public final class DuplicateFrameFilter {
    /** Finnhub's fault made up to three of each, not always as many of one as of the next. */
    private static final int USUAL_COPIES = 3;
    /** More than a few over are something else. */
    private static final int MOST_COPIES = 5;

    private String latest = "";
    private int copies;
    private int copiesBefore;

    /** Says whether a message is no more than a repeat of the last one; to be asked once about every trade message, in order. */
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
