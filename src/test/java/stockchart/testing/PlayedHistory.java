package stockchart.testing;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The candles of a US stock that {@link PlayedServer} knows: minutes, hours and days of smooth prices, in the hours of New York.
 * The last week was recorded, what is older is Finnhub's. Without state.
 */
final class PlayedHistory {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long DAY = 86_400_000;
    private static final long RECORDED = 7 * DAY;
    private static final long OLDEST = 900 * DAY;
    private static final LocalTime OPENS = LocalTime.of(4, 0);
    private static final LocalTime CLOSES = LocalTime.of(20, 0);
    private static final int MOST = 5_000;
    /** A day that is called one of a split. */
    private static final long SPLIT = Instant.parse("2025-09-10T00:00:00Z").toEpochMilli();

    private PlayedHistory() {}

    /** @param to exclusive, in milliseconds; empty for now */
    record Asked(long interval, long from, String to) {
        static Asked of(String url) {
            Map<String, String> query = Arrays.stream(URI.create(url).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            String to = query.getOrDefault("to", "");
            return new Asked(Long.parseLong(query.get("interval")), Long.parseLong(query.get("from")), to);
        }

        @Override
        public String toString() {
            return interval + " " + from + " " + to;
        }
    }

    /** @param isAdjusted whether what is older than the recording is called adjusted for splits and has no volumes; with a split */
    static String answer(Asked asked, long now, boolean isAdjusted) {
        long interval = asked.interval;
        long to = asked.to.isEmpty() ? now : Long.parseLong(asked.to);
        long oldest = now - OLDEST;
        long first = Math.max(asked.from, oldest);
        List<Long> starts = new ArrayList<>();
        for (long start = (to - 1) / interval * interval; start >= first && starts.size() < MOST; start -= interval) {
            if (isTraded(start, interval)) {
                starts.add(start);
            }
        }
        Collections.reverse(starts);
        String rows = starts.stream().map(start -> row(start, interval, isAdjusted && start < now - RECORDED))
                .collect(Collectors.joining(","));
        String next = starts.size() == MOST ? ",\"next\":" + starts.get(0) : "";
        String sources = sources(starts, now - RECORDED, isAdjusted);
        String splits = isAdjusted && interval == DAY ? ",\"splits\":[{\"at\":" + SPLIT + ",\"ratio\":4}]" : "";
        return "{\"candles\":[" + rows + "],\"gaps\":[],\"interval\":" + interval + ",\"sources\":[" + sources + "],"
                + "\"symbol\":\"AAPL\"" + splits + next + "}";
    }

    private static String sources(List<Long> starts, long border, boolean isAdjusted) {
        List<String> runs = new ArrayList<>();
        String more = isAdjusted ? ",\"adjusted\":true,\"volume\":false" : "";
        starts.stream().findFirst().filter(start -> start < border).ifPresent(start -> runs.add(run(start, "finnhub", more)));
        starts.stream().filter(start -> start >= border).findFirst().ifPresent(start -> runs.add(run(start, "own", "")));
        return String.join(",", runs);
    }

    private static String run(long from, String source, String more) {
        return "{\"from\":" + from + ",\"id\":\"" + source + "\"" + more + "}";
    }

    /** A day's candle is called by its date in UTC, all others by their time. */
    private static boolean isTraded(long start, long interval) {
        ZonedDateTime time = Instant.ofEpochMilli(start).atZone(interval == DAY ? ZoneOffset.UTC : NEW_YORK);
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && (interval == DAY || !time.toLocalTime().isBefore(OPENS) && time.toLocalTime().isBefore(CLOSES));
    }

    private static String row(long start, long interval, boolean isWithoutVolume) {
        double open = price(start);
        double close = price(start + interval);
        String counts = isWithoutVolume ? "null,null" : interval / 1_000 + "," + interval / 10_000;
        return String.format(Locale.ROOT, "[%d,%.2f,%.2f,%.2f,%.2f,%s]", start, open, Math.max(open, close) + 0.05,
                Math.min(open, close) - 0.05, close, counts);
    }

    private static double price(long time) {
        return 231 + 24 * Math.sin(time / 9e9) + 5 * Math.sin(time / 6e8) + 0.9 * Math.sin(time / 7e6) + 0.2 * Math.sin(time / 9e5);
    }
}
