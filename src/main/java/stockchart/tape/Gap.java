package stockchart.tape;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * A time in which nobody recorded a symbol's trades. Immutable.
 *
 * @param from when it began, in milliseconds since 1970-01-01 UTC by the server's clock
 * @param to when it ended, after {@code from}, by how long it lasted; empty while it goes on
 */
public record Gap(Cause cause, long from, OptionalLong to) {
    /** Why nobody recorded. */
    public enum Cause {
        /** The feed was down, or connecting again. */
        DOWN,
        /** Finnhub did not accept the key. */
        REFUSED,
        /** The symbol had no slot: nobody watched it, or Finnhub did not carry it. */
        UNRECORDED;

        /** The word used in messages. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
