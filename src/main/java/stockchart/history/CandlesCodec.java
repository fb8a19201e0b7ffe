package stockchart.history;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import stockchart.history.store.Batch.KeptGap;
import stockchart.tape.Candle;
import stockchart.text.Decimals;

/** Writes what {@code /api/candles} answers. Stateless; any thread. */
final class CandlesCodec {
    private static final JsonBuilderFactory BUILDERS = JsonProvider.provider().createBuilderFactory(Map.of());
    private static final int CHARS_PER_CANDLE = 70;

    private CandlesCodec() {}

    /** A symbol needs no escape in JSON. */
    static String page(CandlePage page) {
        StringBuilder out = new StringBuilder(200 + CHARS_PER_CANDLE * page.candles().size()).append("{\"candles\":[");
        String comma = "";
        for (Candle candle : page.candles()) {
            out.append(comma).append('[').append(candle.start());
            for (double price : new double[] {candle.open(), candle.high(), candle.low(), candle.close()}) {
                Decimals.append(out.append(','), price);
            }
            Decimals.append(out.append(','), Decimals.withoutNoise(candle.volume()));
            out.append(',').append(candle.prints()).append(']');
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
        out.append(",\"sources\":[");
        if (!page.candles().isEmpty()) {
            out.append("{\"from\":").append(page.candles().get(0).start()).append(",\"id\":\"own\"}");
        }
        return out.append("],\"symbol\":\"").append(page.query().symbol()).append("\"}").toString();
    }

    static String problem(String code, String sentence) {
        return BUILDERS.createObjectBuilder().add("code", code).add("error", sentence).build().toString();
    }
}
