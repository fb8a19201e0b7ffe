package stockchart.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import stockchart.feed.FeedRig;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.Subscription.Role;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.hub.Tier;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.quotes.MarketWatch;
import stockchart.quotes.QuotesRig;
import stockchart.rest.RestRig;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** Simulator, feed, hub and quotes together, on virtual time, with one client. Confined to the test's thread. */
final class SimulatedServer {
    private static final int STEP_MILLIS = 100;
    private static final int QUOTES_STEPS = 5;
    private static final int REST_PER_MINUTE = 60;

    private final Subscriptions hub;
    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final SimulatedFinnhub finnhub;
    private final FeedRig feed;
    private final QuotesRig quotes;
    private final Client client = new Client();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private long steps;

    /** @param slots how many symbols the server believes the feed carries */
    SimulatedServer(SimulatorSettings settings, int slots) {
        finnhub = new SimulatedFinnhub(Instruments.load(), settings, clock, clock);
        hub = new Subscriptions(new SubscriptionSettings(slots, Duration.ZERO, 100, 1_000, 10),
                new FeedStatus(FeedStatus.State.CONNECTING, true, clock.millis()), clock, clock::nanoTime, executor, 1);
        Simulator simulator = new ManualSimulator(finnhub, clock, executor);
        feed = FeedRig.on(simulator, hub, clock, executor);
        quotes = new QuotesRig(RestRig.answeredBy(simulator::answer, REST_PER_MINUTE, clock::nanoTime), hub, clock, executor);
        hub.register(client);
        run(Duration.ofSeconds(2));
    }

    void chart(String symbol) {
        subscriptions.put(symbol, hub.subscribe(client, new Symbol(symbol), Role.CHART));
    }

    void unsubscribe(String symbol) {
        hub.unsubscribe(subscriptions.remove(symbol));
    }

    /** How many symbols have slots. */
    int carried() {
        return hub.demandedSymbols().size();
    }

    /** How many symbols the feed is believed to carry. */
    int slots() {
        return hub.slots();
    }

    MarketWatch.View market() {
        return quotes.market();
    }

    Tier tier(String symbol) {
        return subscriptions.get(symbol).tier();
    }

    /** The tiers that the client was sent, in their order, as {@code kind why}. */
    List<String> tiers(String symbol) {
        return client.tiers.getOrDefault(symbol, List.of());
    }

    /** The last trades of a symbol that are known. */
    List<Trade> trades(String symbol) {
        return subscriptions.get(symbol).tape().slice(0, 1_000).trades();
    }

    void run(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= STEP_MILLIS) {
            clock.advance(Duration.ofMillis(STEP_MILLIS));
            steps++;
            finnhub.sweep();
            hub.sweep();
            feed.tick();
            if (steps % QUOTES_STEPS == 0) {
                quotes.tick();
            }
            executor.runAll();
        }
    }

    private final class Client implements Subscriber {
        private final Map<String, List<String>> tiers = new LinkedHashMap<>();

        @Override
        public void changed() {
            // The tests look at the tapes.
        }

        @Override
        public void stateChanged(Subscription subscription) {
            Tier tier = subscription.tier();
            String text = tier.kind().word() + tier.why().map(why -> " " + why.word()).orElse("");
            List<String> earlier = tiers.computeIfAbsent(subscription.symbol().value(), first -> new ArrayList<>());
            if (earlier.isEmpty() || !earlier.get(earlier.size() - 1).equals(text)) {
                earlier.add(text);
            }
        }
    }

    /** The simulator without a server around it. */
    private static final class ManualSimulator extends Simulator {
        private final SimulatedFinnhub finnhub;
        private final ManualClock clock;
        private final Executor executor;

        ManualSimulator(SimulatedFinnhub finnhub, ManualClock clock, Executor executor) {
            this.finnhub = finnhub;
            this.clock = clock;
            this.executor = executor;
        }

        @Override
        public Optional<SimulatedFinnhub> finnhub() {
            return Optional.of(finnhub);
        }

        @Override
        public Optional<InProcessConnection> connect(Consumer<String> received, Consumer<String> closed) {
            return InProcessConnection.open(finnhub, executor, received, closed);
        }

        @Override
        public Optional<String> answer(String pathAndQuery) {
            return Optional.of(new SimulatorApi(finnhub, clock).answer(pathAndQuery)).filter(answer -> answer.status() == 200)
                    .map(SimulatorApi.Answer::json);
        }
    }
}
