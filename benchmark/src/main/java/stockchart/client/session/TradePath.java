package stockchart.client.session;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.MessageCodec;
import stockchart.feed.finnhub.Decoders;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.Tape;

/**
 * What one trade costs between Finnhub's frame and the text for the browsers, step by step and as a whole; operations are
 * trades. Frames are as recorded: ten trades of few symbols, stocks with condition codes among crypto and forex without.
 *
 * <p><b>Confined</b> to JMH's one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TradePath {
    private static final int ROWS = 10;
    private static final int SLICE = 5;
    private static final int FRAMES = 256;
    private static final int TAPE_SIZE = 4_096;
    private static final int VIEWERS = 40;
    private static final long SWEEP = TimeUnit.MILLISECONDS.toNanos(20);
    private static final List<String> SYMBOLS = List.of("AAPL", "TSLA", "MSFT", "BRK.B", "OANDA:EUR_USD", "BINANCE:BTCUSDT",
            "BINANCE:ETHUSDT", "IC MARKETS:1");
    /** The first four are stocks, the next one is forex, the rest crypto. */
    private static final int STOCKS = 4;
    private static final int FOREX = 4;
    private static final List<String> CONDITIONS = List.of("[\"1\",\"8\",\"24\",\"12\"]", "[\"1\",\"24\",\"12\"]", "[\"1\"]",
            "[\"1\",\"12\"]");

    private final Random random = new Random(1);
    private final String[] frames = new String[FRAMES];
    private final List<List<SymbolTrade>> decoded = new ArrayList<>();
    private final Map<Symbol, Tape> tapes = new HashMap<>();
    private final List<Tape> touched = new ArrayList<>();
    private final Function<String, List<SymbolTrade>> jsonP = Decoders.jsonP();
    private final Function<String, List<SymbolTrade>> scanner = Decoders.scanner();
    private final Subscriptions registry = new Subscriptions(
            new SubscriptionSettings(SYMBOLS.size(), Duration.ofSeconds(30), 1_000, TAPE_SIZE, 10),
            new FeedStatus(FeedStatus.State.LIVE, false, 0), Clock.systemUTC(), System::nanoTime, Runnable::run, 2);
    private int turn;
    private long swept;

    public TradePath() {
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = frame();
            decoded.add(jsonP.apply(frames[i]));
        }
        for (String name : SYMBOLS) {
            Symbol symbol = new Symbol(name);
            tapes.put(symbol, new Tape(symbol, System.currentTimeMillis(), TAPE_SIZE, Clock.systemUTC()));
            for (int viewer = 0; viewer < VIEWERS; viewer++) {
                Subscriber idle = new IdleSubscriber();
                registry.register(idle);
                registry.subscribe(idle, symbol);
            }
        }
        decoded.forEach(this::append);
        tapes.values().forEach(Tape::release);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public List<SymbolTrade> decode() {
        return scanner.apply(frames[next()]);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public List<SymbolTrade> decodeWithJsonP() {
        return jsonP.apply(frames[next()]);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void append() {
        append(decoded.get(next()));
    }

    @Benchmark
    @OperationsPerInvocation(SLICE)
    public String encode() {
        Tape tape = tapes.get(decoded.get(next()).get(0).symbol());
        // Another slice in between, because a tape remembers its last one and that its text.
        tape.slice(tape.released(), 0);
        return MessageCodec.trades(tape.slice(tape.released() - SLICE, SLICE), Dialect.V1).text();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void route() {
        registry.publish(decoded.get(next()));
        long now = System.nanoTime();
        if (now - swept > SWEEP) {
            swept = now;
            registry.sweep();
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void whole(Blackhole texts) {
        whole(scanner.apply(frames[next()]), texts);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void wholeWithJsonP(Blackhole texts) {
        whole(jsonP.apply(frames[next()]), texts);
    }

    /** Every frame goes out at once and nothing is merged: the most that is ever to be encoded. */
    private void whole(List<SymbolTrade> prints, Blackhole texts) {
        touched.clear();
        for (SymbolTrade print : prints) {
            Tape tape = tapes.get(print.symbol());
            tape.append(print.trade(), 0);
            if (!touched.contains(tape)) {
                touched.add(tape);
            }
        }
        for (Tape tape : touched) {
            long cursor = tape.released();
            tape.release();
            texts.consume(MessageCodec.trades(tape.slice(cursor, TAPE_SIZE), Dialect.V1));
        }
    }

    private void append(List<SymbolTrade> prints) {
        for (SymbolTrade print : prints) {
            tapes.get(print.symbol()).append(print.trade(), 0);
        }
    }

    private int next() {
        return turn++ & FRAMES - 1;
    }

    private String frame() {
        StringBuilder text = new StringBuilder("{\"data\":[");
        int first = random.nextInt(SYMBOLS.size());
        for (int row = 0; row < ROWS; row++) {
            text.append(row == 0 ? "" : ",").append(row((first + random.nextInt(2)) % SYMBOLS.size()));
        }
        return text.append("],\"type\":\"trade\"}").toString();
    }

    private String row(int symbol) {
        String conditions = symbol < STOCKS ? "\"c\":" + CONDITIONS.get(random.nextInt(CONDITIONS.size())) + "," : "\"c\":null,";
        String price = symbol == FOREX ? decimals(5, 1, 2) : decimals(2, 1, 500);
        String volume = symbol < STOCKS ? String.valueOf(1 + random.nextInt(500)) : symbol == FOREX ? "0" : decimals(6, 0, 1);
        return "{" + conditions + "\"p\":" + price + ",\"s\":\"" + SYMBOLS.get(symbol) + "\",\"t\":"
                + (1_672_348_887_195L + random.nextInt(100_000)) + ",\"v\":" + volume + "}";
    }

    private String decimals(int places, double from, double to) {
        return String.format(Locale.ROOT, "%." + places + "f", random.nextDouble(from, to));
    }

    /** Ignores every call. */
    private static final class IdleSubscriber implements Subscriber {
        @Override
        public void changed() {}

        @Override
        public void stateChanged(Subscription subscription) {}
    }
}
