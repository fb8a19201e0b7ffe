package stockchart.history;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import stockchart.history.store.Batch.KeptGap;
import stockchart.hub.CandleSource;
import stockchart.hub.CandleSource.Recording;
import stockchart.market.Symbol;
import stockchart.tape.Candle.Interval;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.Tape;

/** What of one tape is written and what is not. Confined to the writer's thread. */
final class Track {
    /** No minute: later than all. */
    static final long NOTHING = Long.MAX_VALUE;
    /** Stretches that were lost, remembered for one tape at most. */
    private static final int MOST_LOST = 100;
    /** So many milliseconds may the clocks of two servers differ, and a write take. */
    private static final long CLOCKS = 60_000;

    private final Recording recording;
    private boolean isRestored;
    private boolean isWaitedFor = true;
    /** Whether the store has candles of it, and since when it is recorded. */
    private boolean hasBegun;
    /** When it was found to be dropped, in milliseconds since 1970-01-01 UTC; 0 while it is not. */
    private long droppedAt;
    private long writtenUntil;
    /** The gaps as they were written last. */
    private List<Gap> written = List.of();
    private final List<KeptGap> lost = new ArrayList<>();
    private final List<KeptGap> wrong = new ArrayList<>();
    private long unfolded = NOTHING;
    /** From when on candles have changed that another server may not have written when it ends. */
    private long unwrittenSeconds = NOTHING;
    private long unwrittenMinutes = NOTHING;
    /** Until when they have changed, by the clock; 0 while this server records. */
    private long followedUntil;
    private long lastMinute = -1;

    Track(Recording recording) {
        this.recording = recording;
        this.writtenUntil = recording.gaps().begun();
    }

    Recording recording() {
        return recording;
    }

    Tape tape() {
        return recording.tape();
    }

    Symbol symbol() {
        return recording.symbol();
    }

    /** Whether its past is on the tape. */
    boolean isRestored() {
        return isRestored;
    }

    /** Its past is on the tape. The last minute of it counts as changed there, so it is folded even if it was not before. */
    void restored() {
        isRestored = true;
        isWaitedFor = false;
    }

    boolean hasBegun() {
        return hasBegun;
    }

    void begun() {
        hasBegun = true;
    }

    /** Clients need not wait for its past now. */
    void waitNoLonger(CandleSource from) {
        if (isWaitedFor) {
            isWaitedFor = false;
            from.waitNoLonger(recording);
        }
    }

    /** Whether the hub has dropped the tape. */
    boolean isDropped() {
        return droppedAt > 0;
    }

    /** The hub has dropped the tape: its last trades are shown to no client any more, and are in its candles. */
    void drop(long now) {
        if (droppedAt == 0) {
            droppedAt = now;
            tape().release();
        }
    }

    /** The gaps as they are now; a dropped tape is not recorded any more. */
    List<Gap> gaps() {
        List<Gap> present = recording.gaps().recent();
        boolean isOpen = !present.isEmpty() && present.get(present.size() - 1).to().isEmpty();
        if (!isDropped() || isOpen) {
            return present;
        }
        List<Gap> all = new ArrayList<>(present);
        all.add(new Gap(Gap.Cause.UNRECORDED, droppedAt, OptionalLong.empty()));
        return all;
    }

    List<Gap> written() {
        return written;
    }

    /** Stretches whose candles left the tape's memory unwritten. */
    List<KeptGap> lost() {
        return List.copyOf(lost);
    }

    void lose(KeptGap gap) {
        if (lost.size() < MOST_LOST) {
            lost.add(gap);
        }
    }

    /** Gaps in the store that are none. */
    List<KeptGap> wrong() {
        return List.copyOf(wrong);
    }

    void isWrong(KeptGap gap) {
        wrong.add(gap);
    }

    /** These gaps and lost stretches are in the store now. */
    void wrote(List<Gap> gaps, List<KeptGap> lostOnes) {
        written = gaps;
        lost.removeAll(lostOnes);
        wrong.clear();
    }

    /** The first written minute that is not folded. */
    long unfolded() {
        return unfolded;
    }

    /** The last written minute. */
    long lastMinute() {
        return lastMinute;
    }

    void tookMinutes(long first, long last) {
        unfolded = Math.min(unfolded, first);
        lastMinute = Math.max(lastMinute, last);
    }

    void foldedUntil(long next) {
        unfolded = next;
    }

    /**
     * Another server records it. What has changed here long before that server has last written everything need not be written by
     * this one if it takes over.
     *
     * @param alive until when that server has written everything, by its clock
     * @param now by the clock of this server
     */
    void follow(long alive, long now) {
        if (followedUntil == 0 || alive > followedUntil + CLOCKS) {
            unwrittenSeconds = tape().takeChanged(Interval.SECOND);
            unwrittenMinutes = tape().takeChanged(Interval.MINUTE);
            followedUntil = now;
        }
        writtenUntil = alive;
    }

    /**
     * This server records it from now on.
     *
     * @param alive until when the one before has written everything
     * @param kept the gaps that are in the store: those that last there are as they are here now
     */
    void takeOver(long alive, List<KeptGap> kept) {
        if (followedUntil > 0) {
            markChanged(Interval.SECOND, unwrittenSeconds);
            markChanged(Interval.MINUTE, unwrittenMinutes);
            followedUntil = 0;
        }
        written = gaps().stream().filter(gap -> gap.to().isPresent() && gap.to().getAsLong() <= alive).toList();
        wrong.clear();
        kept.stream().filter(gap -> gap.gap().to().isEmpty()).forEach(wrong::add);
    }

    private void markChanged(Interval interval, long from) {
        if (from != NOTHING) {
            tape().markChanged(interval, from);
        }
    }

    /** Until when it is written, in milliseconds since 1970-01-01 UTC. */
    long writtenUntil() {
        return writtenUntil;
    }

    void writtenUntil(long time) {
        writtenUntil = time;
    }

    /** What was written may be gone: everything that the tape holds is to be written once more. */
    void writeAgain() {
        tape().markChanged(Interval.SECOND, 0);
        tape().markChanged(Interval.MINUTE, 0);
        written = List.of();
        hasBegun = false;
    }
}
