package stockchart.hub;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import stockchart.hub.Subscription.Role;

/**
 * A symbol's claim to a slot of the feed: for what it is wanted, since when, and whether the feed sends trades of it.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Times are of the monotonic clock, in nanoseconds.
 */
final class Claim {
    /** A symbol gives its slot up at most once in this time, so that slots do not go back and forth. */
    static final long LEAST_PAUSE = TimeUnit.MINUTES.toNanos(1);
    /** After this time a mute symbol counts like any other again, because Finnhub may have begun to carry it. */
    static final long MUTE_KEPT = TimeUnit.MINUTES.toNanos(30);
    /** A closed market counts as such after this time without a price; trades are reported late, and hours may be wrong. */
    static final long CLOSED_AFTER_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private final Map<Role, Integer> viewers = new EnumMap<>(Role.class);
    private final QuoteWatch quotes = new QuoteWatch();
    private long arrival;
    private long waitingSince;
    private long slotSince;
    private boolean hasGivenWay;
    private long gaveWay;
    private boolean isHeldBack;
    private long heldBackSince;
    private boolean isMute;
    private long muteSince;
    private boolean isClosed;
    private boolean isRecorded;
    /** As the leading node of a cluster has it; null if this server decides. */
    private Rank mirrored;

    /** The priority of a symbol for a slot, the highest first. A symbol gives its slot up to one of a higher rank. */
    enum Rank {
        CHART, ROW, MUTE, CLOSED, HIDDEN, LINGERING, RECORDED;

        /** The word used in {@code /api/status} and metrics. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The rank of a word; the lowest if there is none. */
        static Rank ofWord(String word) {
            return Stream.of(values()).filter(rank -> rank.word().equals(word)).findFirst().orElse(LINGERING);
        }

        static Rank of(Role role) {
            return role == Role.CHART ? CHART : role == Role.ROW ? ROW : HIDDEN;
        }
    }

    /** The order of the waiting line. */
    record Place(Rank rank, long arrival) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byRank = rank.compareTo(other.rank);
            return byRank != 0 ? byRank : Long.compare(arrival, other.arrival);
        }
    }

    /** @param number larger than any before; it is the symbol's if no client wanted it until now */
    void join(Role role, long number, long now) {
        if (viewers.isEmpty()) {
            arrival = number;
            waitingSince = now;
        }
        viewers.merge(role, 1, Integer::sum);
    }

    /** Its place among those of its rank. */
    void arrived(long number) {
        arrival = number;
    }

    void change(Role from, Role to) {
        viewers.merge(to, 1, Integer::sum);
        leave(from);
    }

    void leave(Role role) {
        viewers.computeIfPresent(role, (same, count) -> count == 1 ? null : count - 1);
    }

    /** The role of the most demanding viewer; hidden if there is no viewer. */
    Role role() {
        return viewers.keySet().stream().findFirst().orElse(Role.HIDDEN);
    }

    Rank rank() {
        if (mirrored != null) {
            return mirrored;
        }
        if (viewers.isEmpty()) {
            return isRecorded ? Rank.RECORDED : Rank.LINGERING;
        }
        if (role() == Role.HIDDEN) {
            return Rank.HIDDEN;
        }
        if (isClosed) {
            return Rank.CLOSED;
        }
        return isMute ? Rank.MUTE : Rank.of(role());
    }

    Place place() {
        return new Place(rank(), arrival);
    }

    /** Since when the symbol has waited for its slot, or when it began to wait for the one it has. */
    long waitingSince() {
        return waitingSince;
    }

    /** Since when it has had its slot. */
    long slotSince() {
        return slotSince;
    }

    /** Why the feed sends no trades of it; empty if it does, or if that is unknown. */
    Optional<Tier.Why> inactivity() {
        return isClosed ? Optional.of(Tier.Why.CLOSED) : isMute ? Optional.of(Tier.Why.MUTE) : Optional.empty();
    }

    /** Whether it may give its slot up to one of that rank. */
    boolean givesWayTo(Rank other, long now) {
        Rank own = rank();
        return own.compareTo(other) > 0 && mayGiveWay(now);
    }

    /** Whether it has not given way just before; a symbol without viewers may always. */
    boolean mayGiveWay(long now) {
        return viewers.isEmpty() || !hasGivenWay || now - gaveWay >= LEAST_PAUSE;
    }

    /** It gives its slot up; without viewers this affects no client. */
    void giveWay(long now) {
        if (!viewers.isEmpty()) {
            hasGivenWay = true;
            gaveWay = now;
        }
    }

    void slotTaken(long now) {
        slotSince = now;
        quotes.restart();
    }

    void slotLost(long now) {
        waitingSince = now;
    }

    /** Finnhub has refused it although it carries few symbols: another symbol may have the slot, and this one later. */
    void holdBack(long now) {
        isHeldBack = true;
        heldBackSince = now;
    }

    /** Whether it is too early to request it again. */
    boolean isHeldBack(long now) {
        isHeldBack &= now - heldBackSince < SlotLimit.REFUSAL_KEPT;
        return isHeldBack;
    }

    QuoteWatch quotes() {
        return quotes;
    }

    /** Takes over what the leading node knows. */
    void mirror(Rank rank, Optional<Tier.Why> inactivity, long now) {
        mirrored = rank;
        isClosed = inactivity.filter(Tier.Why.CLOSED::equals).isPresent();
        isMute = inactivity.filter(Tier.Why.MUTE::equals).isPresent();
        muteSince = now;
    }

    /** This server decides by its own clients from now on. */
    void unmirror() {
        mirrored = null;
    }

    /** The feed has sent a trade. */
    void tradeReceived() {
        isMute = false;
        isClosed = false;
    }

    void setMute(long now) {
        isMute = true;
        muteSince = now;
    }

    void setClosed(boolean now) {
        isClosed = now;
    }

    /** Without viewers it has its slot only to be recorded. */
    void setRecorded(boolean now) {
        isRecorded = now;
    }

    /** A symbol found mute long ago counts like any other again. */
    void expireMute(long now) {
        isMute &= now - muteSince < MUTE_KEPT;
    }

    /**
     * Compares a symbol's quotes with what the feed sends. A quote whose time moves on while the feed is silent belongs to a
     * symbol that the feed does not carry; once may be chance, because the trade behind the quote may have come before the slot.
     */
    static final class QuoteWatch {
        private static final int MOVES = 2;

        private boolean isKnown;
        private long time;
        /** Whether the next quote is the first to compare with. */
        private boolean isBeginning = true;
        private int moves;
        private long lastTrade;

        /** The feed has just begun to carry the symbol, or was interrupted. */
        void restart() {
            isBeginning = true;
            moves = 0;
        }

        /**
         * Notes a quote.
         *
         * @param time of the quote, in milliseconds since 1970-01-01 UTC
         * @param lastTrade when the feed last sent a trade, or any other value that changes then
         */
        void note(long time, long lastTrade) {
            if (isBeginning || lastTrade != this.lastTrade) {
                moves = 0;
            } else if (isKnown && this.time < time) {
                moves++;
            }
            isBeginning = false;
            this.lastTrade = lastTrade;
            this.time = isKnown ? Math.max(this.time, time) : time;
            isKnown = true;
        }

        boolean isMute() {
            return moves >= MOVES;
        }

        /** The time of the newest quote; the least number if there was none. */
        long time() {
            return isKnown ? time : Long.MIN_VALUE;
        }
    }
}
