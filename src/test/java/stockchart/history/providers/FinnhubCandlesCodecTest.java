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
import stockchart.rest.RestClient;

class FinnhubCandlesCodecTest {
    @Test
    void columnsBecomeCandles() throws IOException {
        assertEquals(List.of(new ProvidedCandle(1_569_297_600, 221, 222.5, 217.1, 217.68, 33_463_820),
                new ProvidedCandle(1_569_384_000, 218.5, 221.5, 217.1, 221.03, 0.25)), parse("""
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
        "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[\"1\"],\"s\":\"ok\",\"t\":[1],\"v\":[1]}",
        "{\"c\":[1,1],\"h\":[1,1],\"l\":[1,1],\"o\":[1,1],\"s\":\"ok\",\"t\":[60,60],\"v\":[1,1]}"})
    void whatCannotBeRightIsRefusedWhole(String json) {
        assertThrows(RestClient.BadAnswerException.class, () -> parse(json));
    }

    private static List<ProvidedCandle> parse(String json) throws IOException {
        return FinnhubCandlesCodec.candles(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
