package stockchart.history.backfill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.history.providers.HistoryProvider;
import stockchart.market.Width;
import stockchart.tape.Candle;

/** A provider with a candle for every interval up to now, as a test wants it. Test thread only. */
public final class PlayedProvider implements HistoryProvider {
    private final String id;
    private final java.time.Clock clock;
    public final Map<Width, Coverage> coverage = new EnumMap<>(Width.class);
    /** {@code AAPL MINUTE 10 20}: from and to in intervals before the one that holds now, which is 0. */
    public final List<String> requests = new ArrayList<>();
    /** Thrown at each request, if there is one. */
    public Exception failure;
    public double price = 100;
    public double volume = 5;
    public boolean isEmpty;

    public PlayedProvider(String id, java.time.Clock clock) {
        this.id = id;
        this.clock = clock;
        for (Width width : Width.values()) {
            has(width, Duration.ofMillis(10_000 * width.millis()), 1_000, false);
        }
    }

    public PlayedProvider has(Width width, Duration reach, int most, boolean isAdjusted) {
        coverage.put(width, new Coverage(reach, most, isAdjusted));
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        return Optional.ofNullable(coverage.get(width));
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        long now = Math.floorDiv(clock.millis(), width.millis());
        requests.add(listing.symbol() + " " + width + " " + (from / width.millis() - now) + " " + (to / width.millis() - now));
        if (failure instanceof IOException broken) {
            throw broken;
        }
        if (failure instanceof RuntimeException mistake) {
            throw mistake;
        }
        List<Candle> candles = new ArrayList<>();
        for (long start = from; start < to && start <= clock.millis() && !isEmpty; start += width.millis()) {
            candles.add(new Candle(start, price, price, price, price, volume, 0));
        }
        return candles;
    }
}
