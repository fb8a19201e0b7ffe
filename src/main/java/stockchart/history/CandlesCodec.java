package stockchart.history;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import stockchart.history.sources.Splice.Run;
import stockchart.history.sources.Splits;
import stockchart.history.sources.Splits.Split;
import stockchart.history.store.Batch.KeptGap;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.text.Decimals;

/** Writes what {@code /api/candles} answers. Stateless; any thread. */
final class CandlesCodec {
    private static final JsonBuilderFactory BUILDERS = JsonProvider.provider().createBuilderFactory(Map.of());
    private static final int CHARS_PER_CANDLE = 70;

    private CandlesCodec() {}

    /** A symbol needs no escape in JSON, nor does a source. */
    static String page(CandlePage page) {
        List<Candle> candles = page.splice().candles();
        StringBuilder out = new StringBuilder(200 + CHARS_PER_CANDLE * candles.size()).append("{\"candles\":[");
        String comma = "";
        for (Candle candle : candles) {
            candle(out.append(comma), candle);
            comma = ",";
        }
        out.append("],\"gaps\":[");
        comma = "";
        for (KeptGap kept : page.gaps()) {
            out.append(comma).append("{\"cause\":\"").append(kept.gap().cause().word()).append("\",\"from\":")
                    .append(kept.gap().from());
            kept.gap().to().ifPresent(to -> out.append(",\"to\":").append(to));
            out.append('}');
            comma = ",";
        }
        out.append("],\"interval\":").append(page.query().width().millis());
        page.next().ifPresent(next -> out.append(",\"next\":").append(next));
        if (page.isPending()) {
            out.append(",\"pending\":true");
        }
        out.append(",\"sources\":[");
        comma = "";
        for (Run run : page.splice().runs()) {
            out.append(comma).append('{').append(run.isAdjusted() ? "\"adjusted\":true," : "").append("\"from\":").append(run.from())
                    .append(",\"id\":\"").append(run.id()).append('"').append(run.hasVolume() ? "" : ",\"volume\":false").append('}');
            comma = ",";
        }
        out.append(']');
        if (page.query().width() == Width.DAY) {
            splits(out, Splits.of(page.splice()));
        }
        return out.append(",\"symbol\":\"").append(page.query().symbol()).append("\"}").toString();
    }

    /** What a source does not have is null. */
    private static void candle(StringBuilder out, Candle candle) {
        out.append('[').append(candle.start());
        for (double price : new double[] {candle.open(), candle.high(), candle.low(), candle.close()}) {
            Decimals.append(out.append(','), price);
        }
        out.append(',');
        if (Double.isNaN(candle.volume())) {
            out.append("null");
        } else {
            Decimals.append(out, Decimals.withoutNoise(candle.volume()));
        }
        out.append(',').append(candle.prints() == 0 ? "null" : String.valueOf(candle.prints())).append(']');
    }

    private static void splits(StringBuilder out, List<Split> splits) {
        String before = splits.isEmpty() ? "" : ",\"splits\":[";
        for (Split split : splits) {
            Decimals.append(out.append(before).append("{\"at\":").append(split.at()).append(",\"ratio\":"), split.ratio());
            out.append('}');
            before = ",";
        }
        out.append(splits.isEmpty() ? "" : "]");
    }

    static String problem(String code, String sentence) {
        return BUILDERS.createObjectBuilder().add("code", code).add("error", sentence).build().toString();
    }
}
