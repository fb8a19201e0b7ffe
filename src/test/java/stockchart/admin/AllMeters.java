package stockchart.admin;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import stockchart.admin.Meters.Sources;
import stockchart.admin.Meters.TextFormat;
import stockchart.client.session.SendCounts;
import stockchart.feed.LateTrades;
import stockchart.history.HistoryStatus;
import stockchart.history.backfill.BackfillStatus;
import stockchart.hub.ClusterStatus;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.platform.websocket.SendPaths;
import stockchart.rest.RestClient;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.testing.Exposition;

/** Meters over sources to which nothing has happened but one trade, and what the test lets happen. */
final class AllMeters {
    static final int SLOTS = 50;
    static final long LATE = 3_600_000;
    private static final HistoryStatus HISTORY = new HistoryStatus(HistoryStatus.State.FULL, 0, "", 11, OptionalLong.of(12), 13,
            14_500, 15, 16, 17, new BackfillStatus(18, List.of(new BackfillStatus.Provider("finnhub", 19, 20, 21, 22))));

    private static final ClusterStatus CLUSTER = new ClusterStatus("one", ClusterStatus.Role.FOLLOWER, Optional.of("two"), 3, true,
            OptionalLong.empty(), 400, 5, 6, Optional.empty());

    final SendCounts sends = new SendCounts(System::nanoTime);
    private final Meters meters;

    AllMeters() {
        FinnhubAccess access = FinnhubAccess.from(new Settings(key -> Optional.empty()));
        Subscriptions subscriptions = new Subscriptions(new SubscriptionSettings(SLOTS, Duration.ZERO, 1_000, 10, 10),
                new FeedStatus(FeedStatus.State.LIVE, false, 0), Clock.systemUTC(), System::nanoTime, Runnable::run, 1);
        subscriptions.node().reportBy(() -> Optional.of(CLUSTER));
        meters = new Meters(new Sources(() -> 7, () -> Map.of("origin", 0L, "full", 0L), sends,
                new SendPaths(true, Level.DEBUG), subscriptions, LateTrades.by(LATE),
                new RestClient(access, 60, System::nanoTime).counters(), () -> HISTORY));
    }

    String text(TextFormat format) {
        return new String(meters.text(format), StandardCharsets.UTF_8);
    }

    Exposition read() {
        return Exposition.of(text(TextFormat.PROMETHEUS));
    }
}
