package stockchart.feed.finnhub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Complaint;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Complaint.About;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Malformed;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Other;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Trades;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

class FinnhubCodecTest {
    private static final String GOOD = "{\"p\":129.58,\"s\":\"AAPL\",\"t\":1672348887666,\"v\":1}";

    @Test
    void mixedSymbolsAreRead() {
        assertEquals(new Trades(List.of(
                new SymbolTrade(new Symbol("TSLA"), new Trade(122.1, 1672348887195L, 1, List.of("1", "8", "24", "12"))),
                new SymbolTrade(new Symbol("BINANCE:BTCUSDT"), new Trade(65000, 1672348887196L, 0.011467)),
                new SymbolTrade(new Symbol("OANDA:EUR_USD"), new Trade(1.0846, 1672348887196L, 0))), 0),
                FinnhubCodec.decode("""
                {"data":[
                  {"c":["1","8","24","12"],"p":122.1,"s":"TSLA","t":1672348887195,"v":1},
                  {"c":null,"p":65000,"s":"BINANCE:BTCUSDT","t":1672348887196,"v":0.011467},
                  {"p":1.0846,"s":"OANDA:EUR_USD","t":1672348887196,"v":0}],
                 "type":"trade"}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null", "7", "[]", "\"x\"", "{}",
        "{\"p\":1,\"t\":1,\"v\":1}",
        "{\"p\":1,\"s\":7,\"t\":1,\"v\":1}",
        "{\"p\":1,\"s\":\"A'B\",\"t\":1,\"v\":1}",
        "{\"p\":1,\"s\":\"\",\"t\":1,\"v\":1}",
        "{\"s\":\"A\",\"t\":1,\"v\":1}",
        "{\"p\":null,\"s\":\"A\",\"t\":1,\"v\":1}",
        "{\"p\":\"1\",\"s\":\"A\",\"t\":1,\"v\":1}",
        "{\"p\":-1e999,\"s\":\"A\",\"t\":1,\"v\":1}",
        "{\"p\":1e999,\"s\":\"A\",\"t\":1,\"v\":1}",
        "{\"p\":1,\"s\":\"A\",\"v\":1}",
        "{\"p\":1,\"s\":\"A\",\"t\":-1,\"v\":1}",
        "{\"p\":1,\"s\":\"A\",\"t\":1.5,\"v\":1}",
        "{\"p\":1,\"s\":\"A\",\"t\":1e18,\"v\":1}",
        "{\"p\":1,\"s\":\"A\",\"t\":1e999999999,\"v\":1}",
        "{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":\"1\"}",
        "{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":-1}",
        "{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1e999}",
    })
    void badRowCostsOnlyItself(String bad) {
        Trades trades = assertInstanceOf(Trades.class,
                FinnhubCodec.decode("{\"data\":[" + GOOD + "," + bad + "," + GOOD + "],\"type\":\"trade\"}"));
        assertEquals(2, trades.prints().size());
        assertEquals(1, trades.badRows());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0,0", "-0.0,0", "-37.63,-37.63", "-1e-9,-1e-9", "1.65e-9,1.65e-9"})
    void oilAndSpreadsMayCostNothingOrLess(String written, double price) {
        assertEquals(new Trades(List.of(new SymbolTrade(new Symbol("CL"), new Trade(price, 1, 1))), 0),
                FinnhubCodec.decode("{\"data\":[{\"p\":" + written + ",\"s\":\"CL\",\"t\":1,\"v\":1}],\"type\":\"trade\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"p\":1,\"s\":\"A\",\"t\":1}", "{\"p\":1,\"s\":\"A\",\"t\":1,\"v\":null}"})
    void rowWithoutAVolumeIsAPriceUpdate(String row) {
        assertEquals(new Trades(List.of(new SymbolTrade(new Symbol("A"), new Trade(1, 1, 0))), 0),
                FinnhubCodec.decode("{\"data\":[" + row + "],\"type\":\"trade\"}"));
    }

    @Test
    void byteOrderMarkIsIgnored() {
        assertEquals(new Other("ping"), FinnhubCodec.decode("\ufeff{\"type\":\"ping\"}"));
        assertInstanceOf(Trades.class, new FastTradeParser().decode("\ufeff{\"data\":[" + GOOD + "],\"type\":\"trade\"}"));
    }

    @Test
    void oddConditionsCostNothingButThemselves() {
        Trades trades = (Trades) FinnhubCodec.decode("{\"data\":[{\"c\":[\"1\",7,null,\"" + "x".repeat(1_000)
                + "\"],\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1},{\"c\":\"1\",\"p\":1,\"s\":\"A\",\"t\":1,\"v\":1}],\"type\":\"trade\"}");
        assertEquals(List.of(List.of("1"), List.of()), trades.prints().stream().map(print -> print.trade().conditions()).toList());
    }

    @Test
    void keyOrderDoesNotMatter() {
        assertInstanceOf(Trades.class, FinnhubCodec.decode("{\"type\":\"trade\",\"data\":[" + GOOD + "]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "7", "{", "{}", "{\"type\":7}", "{\"type\":\"trade\"}",
        "{\"type\":\"trade\",\"data\":{}}", "{\"type\":\"trade\",\"data\":null}",
        "{\"type\":\"ping\"}xx", "{\"type\":\"trade\",\"data\":[]}{}", "{\"type\":\"error\",\"msg\":\"Invalid symbol A\"}]"})
    void badMessageIsCalledSo(String text) {
        assertInstanceOf(Malformed.class, FinnhubCodec.decode(text));
        assertInstanceOf(Malformed.class, new FastTradeParser().decode(text));
    }

    @Test
    void endlessNestingIsMalformed() {
        assertInstanceOf(Malformed.class, FinnhubCodec.decode("[".repeat(100_000)));
        assertInstanceOf(Malformed.class, FinnhubCodec.decode("{\"data\":".repeat(100_000)));
    }

    @Test
    void pingAndUnknownTypesAreSignsOfLife() {
        assertEquals(new Other("ping"), FinnhubCodec.decode("{\"type\":\"ping\"}"));
        assertEquals(new Other("news"), FinnhubCodec.decode("{\"data\":[],\"type\":\"news\"}"));
    }

    @Test
    void tooManySymbolsIsDistinguishedFromOtherErrors() {
        assertEquals(new Complaint("Subscribing to too many symbols", Optional.empty(), About.TOO_MANY_SYMBOLS),
                FinnhubCodec.decode("{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}"));
        assertEquals(new Complaint("Too many commands, said twice", Optional.of("A"), About.TOO_FAST),
                FinnhubCodec.decode("{\"msg\":\"Too many commands, said twice\",\"symbol\":\"A\",\"type\":\"error\"}"));
        assertEquals(new Complaint("Invalid", Optional.empty(), About.ANYTHING_ELSE),
                FinnhubCodec.decode("{\"msg\":\"Invalid\",\"type\":\"error\"}"));
        assertEquals(new Complaint("no text", Optional.empty(), About.ANYTHING_ELSE), FinnhubCodec.decode("{\"type\":\"error\"}"));
    }

    @Test
    void commandsAreFinnhubs() {
        assertEquals("{\"type\":\"subscribe\",\"symbol\":\"IC MARKETS:1\"}", FinnhubCodec.subscribe(new Symbol("IC MARKETS:1")));
        assertEquals("{\"type\":\"unsubscribe\",\"symbol\":\"AAPL\"}", FinnhubCodec.unsubscribe(new Symbol("AAPL")));
    }
}
