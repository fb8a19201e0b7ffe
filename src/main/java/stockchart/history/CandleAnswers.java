package stockchart.history;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import stockchart.history.backfill.Backfill;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;

/**
 * Reads what is known, and has what is lacking fetched while the answer is held. Bounded: {@link #MOST_HELD} answers are held at
 * once, each with a page of candles; a client can have so much fetched, and no more. Any thread.
 */
final class CandleAnswers {
    static final int MOST_HELD = 64;

    private final Readers readers;
    private final Backfill backfill;
    private final Function<Symbol, TradingDay> days;
    private final FetchLimit limit;
    private final Executor executor;
    private final Semaphore held = new Semaphore(MOST_HELD);

    /** @param executor reads the store for answers that are held */
    CandleAnswers(Readers readers, Backfill backfill, Function<Symbol, TradingDay> days, FetchLimit limit, Executor executor) {
        this.readers = readers;
        this.backfill = backfill;
        this.days = days;
        this.limit = limit;
        this.executor = executor;
    }

    /** Reads what is known now; empty if nothing was ever kept, and no provider has any. Blocks. */
    Optional<CandlePage> read(CandleQuery query) throws SQLException {
        return readers.read(store -> CandlePage.read(store, query, backfill, days.apply(query.symbol())));
    }

    /** Returns whether a client's answer can be held while candles are fetched; then {@link #fetch} must follow. */
    boolean mayHold(String client) {
        return held.tryAcquire() && (limit.take(client) || isGivenBack());
    }

    private boolean isGivenBack() {
        held.release();
        return false;
    }

    /** Has what a page lacks fetched, as far as the client can have it, for a later request. */
    void fetchBehind(CandlePage page, String client) {
        if (limit.take(client)) {
            backfill.request(page.want(), isOver -> { });
        }
    }

    /** An answer that is held. */
    final class Held {
        private final AtomicReference<CandlePage> newest;
        private final AtomicReference<Runnable> end = new AtomicReference<>(held::release);

        private Held(CandlePage first) {
            newest = new AtomicReference<>(first);
        }

        /** What is known by now. */
        CandlePage newest() {
            return newest.get();
        }

        /** It was answered. May be called more than once. */
        void end() {
            end.getAndSet(() -> { }).run();
        }
    }

    Held hold(CandlePage first) {
        return new Held(first);
    }

    /**
     * Has what a page lacks fetched.
     *
     * @param ready called with the page once it is whole, or nothing more comes now; not at all after the answer has ended
     */
    void fetch(Held answer, Consumer<CandlePage> ready) {
        boolean isTaken = backfill.request(answer.newest().want(), isOver -> readAgain(answer, isOver, ready));
        if (!isTaken) {
            ready.accept(answer.newest());
        }
    }

    private void readAgain(Held answer, boolean isOver, Consumer<CandlePage> ready) {
        try {
            executor.execute(() -> {
                try {
                    read(answer.newest().query()).ifPresent(answer.newest::set);
                } catch (SQLException busy) {
                    // What was read before is still right.
                }
                if (isOver || !answer.newest().isPending()) {
                    ready.accept(answer.newest());
                }
            });
        } catch (RejectedExecutionException noThread) {
            ready.accept(answer.newest());
        }
    }
}
