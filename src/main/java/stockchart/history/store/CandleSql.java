package stockchart.history.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The statements, with the names of this store's tables. Immutable. */
final class CandleSql {
    final String prefix;
    final String updateCandle;
    final String insertCandle;
    final String candles;
    final String oldest;
    final String deleteCandles;
    final String rows;
    final String rowsOfHsqldb;
    final String rowsOfPostgres;
    final String updateGap;
    final String insertGap;
    final String deleteGap;
    final String gaps;
    final String pruneGaps;
    final String beginGaps;
    final String series;
    final String lastSeries;
    final String insertSeries;
    final String seriesOfWidth;
    final String known;
    final String number;
    final String updateNumber;
    final String insertNumber;
    final List<String> deleteAll;

    CandleSql(String prefix) {
        this.prefix = prefix;
        String candle = prefix + "candle";
        String gap = prefix + "gap";
        String all = prefix + "series";
        String state = prefix + "state";
        updateCandle = "UPDATE " + candle + " SET open = ?, high = ?, low = ?, close = ?, volume = ?, prints = ?, opened = ?,"
                + " closed = ? WHERE series = ? AND start = ?";
        insertCandle = "INSERT INTO " + candle + " (series, start, open, high, low, close, volume, prints, opened, closed)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        // By the whole key: HSQLDB then reads along it, and otherwise reads and sorts all of the series.
        candles = "SELECT start, open, high, low, close, volume, prints, opened, closed FROM " + candle
                + " WHERE series = ? AND start >= ? AND start < ? ORDER BY series DESC, start DESC FETCH FIRST ? ROWS ONLY";
        oldest = "SELECT start FROM " + candle + " WHERE series = ? AND start < ?"
                + " ORDER BY series, start FETCH FIRST ? ROWS ONLY";
        deleteCandles = "DELETE FROM " + candle + " WHERE series = ? AND start <= ?";
        rows = "SELECT COUNT(*) FROM " + candle;
        // Counting takes HSQLDB a minute for ten million rows, and PostgreSQL seconds.
        rowsOfHsqldb = "SELECT cardinality FROM INFORMATION_SCHEMA.SYSTEM_TABLESTATS WHERE table_name = '"
                + candle.toUpperCase(Locale.ROOT) + "'";
        rowsOfPostgres = "SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE oid = to_regclass('" + candle + "')";
        updateGap = "UPDATE " + gap + " SET finish = ?, cause = ?, width = ? WHERE symbol = ? AND start = ?";
        insertGap = "INSERT INTO " + gap + " (finish, cause, width, symbol, start) VALUES (?, ?, ?, ?, ?)";
        deleteGap = "DELETE FROM " + gap + " WHERE symbol = ? AND start = ?";
        gaps = "SELECT start, finish, cause, width FROM " + gap
                + " WHERE symbol = ? AND start < ? AND (finish IS NULL OR finish > ?) ORDER BY start";
        pruneGaps = "DELETE FROM " + gap + " WHERE finish < ? AND finish - start < ?";
        beginGaps = "INSERT INTO " + gap + " (symbol, start, finish, cause, width)"
                + " SELECT DISTINCT s.symbol, CAST(? AS BIGINT), CAST(NULL AS BIGINT), CAST(? AS VARCHAR(12)),"
                + " CAST(? AS INTEGER)"
                + " FROM " + all + " s WHERE NOT EXISTS (SELECT 1 FROM " + gap
                + " g WHERE g.symbol = s.symbol AND (g.finish IS NULL OR g.start = CAST(? AS BIGINT)))";
        series = "SELECT id FROM " + all + " WHERE symbol = ? AND width = ? AND source = ?";
        lastSeries = "SELECT MAX(id) FROM " + all;
        insertSeries = "INSERT INTO " + all + " (id, symbol, width, source, adjusted) VALUES (?, ?, ?, ?, 0)";
        seriesOfWidth = "SELECT id FROM " + all + " WHERE width = ?";
        known = "SELECT 1 FROM " + all + " WHERE symbol = ? UNION SELECT 1 FROM " + gap + " WHERE symbol = ?";
        number = "SELECT number FROM " + state + " WHERE name = ?";
        updateNumber = "UPDATE " + state + " SET number = ? WHERE name = ?";
        insertNumber = "INSERT INTO " + state + " (number, name) VALUES (?, ?)";
        deleteAll = Stream.of(candle, gap, all, state, prefix + "fetched", prefix + "watched").map(table -> "DELETE FROM " + table)
                .toList();
    }
}
