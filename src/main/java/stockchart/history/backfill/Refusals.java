package stockchart.history.backfill;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.store.CandleStore;

/**
 * Remembers for a day, over restarts too, which candles a provider does not give to us. Other keys may get them: refusals are
 * forgotten when the keys change, of which only a number is kept. Confined to the thread that fetches.
 */
final class Refusals {
    static final Duration REFUSED = Duration.ofDays(1);
    /** A number kept with the refusals. */
    static final String KEYS = "refused.keys";

    private static final Logger LOG = System.getLogger(Refusals.class.getName());

    private final Collection<ProviderState> providers;
    private final long keys;
    private final StoreWrites writes;
    private final Clock clock;
    private boolean isLoaded;

    /** @param keys a number that is another one if any key is */
    Refusals(Collection<ProviderState> providers, long keys, StoreWrites writes, Clock clock) {
        this.providers = providers;
        this.keys = keys;
        this.writes = writes;
        this.clock = clock;
    }

    /** Reads them, once. */
    void load(CandleStore store) throws SQLException {
        if (isLoaded) {
            return;
        }
        boolean isSame = store.number(KEYS).equals(OptionalLong.of(keys));
        for (ProviderState state : providers) {
            for (Kind kind : Kind.values()) {
                OptionalLong until = store.number(name(state, kind));
                if (isSame && until.isPresent()) {
                    // A clock that was ahead must not keep it away for longer.
                    state.refusedUntil(kind, Math.min(until.getAsLong(), clock.millis() + REFUSED.toMillis()));
                } else if (until.isPresent()) {
                    keep(name(state, kind), 0);
                }
            }
        }
        if (!isSame) {
            keep(KEYS, keys);
        }
        isLoaded = true;
    }

    boolean isLoaded() {
        return isLoaded;
    }

    void refused(ProviderState state, Kind kind, String why) {
        state.refusals.increment();
        long until = clock.millis() + REFUSED.toMillis();
        state.refusedUntil(kind, until);
        keep(name(state, kind), until);
        LOG.log(Level.INFO, "{0}; the next request for them is made in a day", why);
    }

    private void keep(String name, long number) {
        writes.offer(new StoreWrites.Write() {
            @Override
            public void to(CandleStore store) throws SQLException {
                store.keep(name, number);
            }

            @Override
            public void done(boolean isWritten) {
                // If it was not, a restart costs another request.
            }
        });
    }

    private static String name(ProviderState state, Kind kind) {
        return "refused." + state.provider.id() + "." + kind.word();
    }
}
