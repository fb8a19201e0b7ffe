package stockchart.feed;

/**
 * Recognises trade messages that one connection delivers several times over, as Finnhub did for a while in 2020, when every
 * message came three times.
 *
 * <p>One message that comes twice proves nothing: two trades may be equal in every figure. But when the message before came a few
 * times, word for word, and this one does so too, the connection stutters: copies of this one, up to as many as there were of the
 * one before, are repeats. A message that comes once ends it, and one that comes on and on is a flood and no stutter, of which
 * nothing may be lost.
 *
 * <p>Confined to the read thread of one connection.
 */
final class Stutter {
    /** Finnhub's fault made three of each; more than a few over are something else. */
    private static final int MOST_COPIES = 5;

    private String latest = "";
    private int copies;
    private int copiesBefore;

    /** Says whether a message is no more than a repeat of the last one; to be asked once about every trade message, in order. */
    boolean isRepeat(String text) {
        if (!text.equals(latest)) {
            latest = text;
            copiesBefore = copies;
            copies = 0;
        }
        copies = Math.min(copies + 1, MOST_COPIES + 1);
        return copies > 1 && copies <= copiesBefore && copiesBefore <= MOST_COPIES;
    }
}
