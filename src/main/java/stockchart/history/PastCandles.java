package stockchart.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.tape.Candle;

/**
 * Known candles of any length, for other parts of the application: folded from minutes, hours or days, and fetched first where they
 * are lacking, as for {@code /api/candles}. Any thread; no caller waits. Bounded: at most {@link #MOST_PAGES} pages are read for an
 * answer, the newest ones.
 */
public final class PastCandles {
    /** A month of minutes. */
    private static final int MOST_PAGES = 10;

    private final CandleAnswers answers;
    private final Executor executor;

    /** @param executor reads the store */
    PastCandles(CandleAnswers answers, Executor executor) {
        this.answers = answers;
        this.executor = executor;
    }

    /**
     * What is requested. Immutable.
     *
     * @param width what is folded
     * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC
     * @param to only candles that start before this time
     * @param start gives the start of the candle that one of the width becomes part of; it never decreases
     * @param client to whom it counts what is fetched
     */
    public record Request(Symbol symbol, Width width, long from, long to, LongUnaryOperator start, String client) {}

    /**
     * Requests candles.
     *
     * @param receiver called once, on another thread, with the oldest first; their volume is 0 where their source has none
     */
    public void get(Request request, Consumer<List<Candle>> receiver) {
        run(() -> new Reading(request, receiver).next(request.to()), () -> receiver.accept(List.of()));
    }

    private void run(Runnable task, Runnable otherwise) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException noThread) {
            otherwise.run();
        }
    }

    /** Joins candles. */
    static List<Candle> folded(List<Candle> candles, LongUnaryOperator start) {
        Map<Long, List<Candle>> parts = new LinkedHashMap<>();
        candles.forEach(candle -> parts.computeIfAbsent(start.applyAsLong(candle.start()), first -> new ArrayList<>())
                .add(withVolume(candle)));
        List<Candle> folded = new ArrayList<>();
        parts.forEach((first, some) -> folded.add(Candle.of(first, some)));
        return folded;
    }

    private static Candle withVolume(Candle candle) {
        return Double.isNaN(candle.volume()) ? new Candle(candle.start(), candle.open(), candle.high(), candle.low(), candle.close(), 0,
                candle.prints()) : candle;
    }

    /** One request, page by page, the newest first. Confined to one thread after the other. */
    private final class Reading {
        private final Request request;
        private final Consumer<List<Candle>> receiver;
        private final List<List<Candle>> pages = new ArrayList<>();

        Reading(Request request, Consumer<List<Candle>> receiver) {
            this.request = request;
            this.receiver = receiver;
        }

        private void next(long to) {
            try {
                Optional<CandlePage> page = answers.read(new CandleQuery(request.symbol(), request.width(), request.from(), to));
                if (page.isEmpty()) {
                    end();
                } else if (page.get().isPending() && answers.mayHold(request.client())) {
                    fetch(page.get());
                } else {
                    add(page.get());
                }
            } catch (SQLException busy) {
                // What was read so far is all there is now.
                end();
            }
        }

        private void fetch(CandlePage lacking) {
            CandleAnswers.Held held = answers.hold(lacking);
            AtomicBoolean isOver = new AtomicBoolean();
            answers.fetch(held, whole -> {
                if (isOver.compareAndSet(false, true)) {
                    held.end();
                    run(() -> add(whole), this::end);
                }
            });
        }

        private void add(CandlePage page) {
            pages.add(0, page.splice().candles());
            if (page.next().isPresent() && pages.size() < MOST_PAGES) {
                next(page.next().getAsLong());
            } else {
                end();
            }
        }

        private void end() {
            List<Candle> all = new ArrayList<>();
            pages.forEach(all::addAll);
            receiver.accept(folded(all, request.start()));
        }
    }
}
