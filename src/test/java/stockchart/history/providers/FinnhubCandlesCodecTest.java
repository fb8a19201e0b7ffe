package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

class FinnhubCandlesCodecTest {
    @Test
    void columnsBecomeCandles() throws IOException {
        assertEquals(List.of(new Candle(1_569_297_600_000L, 221, 222.5, 217.1, 217.68, 33_463_820, 0),
                new Candle(1_569_384_000_000L, 218.5, 221.5, 217.1, 221.03, 0.25, 0)), parse("""
                {"c":[217.68,221.03],"h":[222.5,221.5],"l":[217.1,217.1],"o":[221,218.5],"s":"ok",
                 "t":[1569297600,1569384000],"v":[33463820,0.25]}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"s\":\"no_data\"}", "{\"c\":null,\"h\":null,\"l\":null,\"o\":null,\"s\":\"no_data\",\"t\":null,\"v\":null}",
        "{\"c\":[],\"h\":[],\"l\":[],\"o\":[],\"s\":\"ok\",\"t\":[],\"v\":[]}"})
    void noDataIsNoCandles(String json) throws IOException {
        assertEquals(List.of(), parse(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"x\"}", "[]", "{", "wrong resolution", "{\"s\":\"ok\"}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[1,2],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[2],\"o\":[1],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[3],\"h\":[2],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[1],\"v\":[-1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[-1],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[1.5],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1e999],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[null],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[\"NaN\"],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[\"1\"],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[0],\"o\":[1],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[-1],\"o\":[1],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[253402300800],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[1e99],\"v\":[1]}",
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[1],\"v\":null}",
        "{\"c\":[1,1],\"h\":[1,1],\"l\":[1,1],\"o\":[1,1],\"s\":\"ok\",\"t\":[120,60],\"v\":[1,1]}",
        "{\"c\":[1,1],\"h\":[1,1],\"l\":[1,1],\"o\":[1,1],\"s\":\"ok\",\"t\":[60,60],\"v\":[1,1]}"})
    void whatCannotBeRightIsRefusedWhole(String json) {
        assertThrows(RestClient.BadAnswerException.class, () -> parse(json));
    }

    @Test
    void contractsOfCurrencyBrokersMayCostLessThanNothing() throws IOException {
        String oil = "{\"c\":[-37.6],\"h\":[0],\"l\":[-40.3],\"o\":[-1],\"s\":\"ok\",\"t\":[60],\"v\":[1]}";
        assertEquals(List.of(new Candle(60_000, -1, 0, -40.3, -37.6, 1, 0)), parse(oil, Kind.FOREX));
        assertThrows(RestClient.BadAnswerException.class, () -> parse(oil, Kind.CRYPTO));
    }

    private static List<Candle> parse(String json) throws IOException {
        return parse(json, Kind.STOCK);
    }

    private static List<Candle> parse(String json, Kind kind) throws IOException {
        return FinnhubCandlesCodec.candles(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), kind);
    }
}
