package stockchart.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.market.Symbol;

class CatalogSearchTest {
    private final List<List<CatalogEntry>> lists = List.of(
            List.of(row("PINEAPPLE", "PINEAPPLE", "TROPICAL INC"), row("APLE", "APLE", "APPLE HOSPITALITY"), row("AAPL", "AAPL", "APPLE INC"),
                    row("BIG", "BIG", "BIG APPLE CONSULTING"), row("APPX", "APPX", "OTHER")),
            List.of(row("OANDA:EUR_USD", "EUR/USD", "Oanda EUR/USD")));

    @Test
    void namesThatBeginWithItComeBeforeThoseThatContainIt() {
        assertEquals(List.of("APLE", "AAPL", "BIG"), search("Apple "));
    }

    @Test
    void whatIsCalledSoComesFirst() {
        assertEquals(List.of("AAPL"), search("aapl").subList(0, 1));
        assertEquals(List.of("OANDA:EUR_USD"), search("eur/usd"));
        assertEquals(List.of("OANDA:EUR_USD"), search("OANDA:EUR_USD"));
    }

    @Test
    void nothingIsFoundByNothing() {
        assertEquals(List.of(), search(" "));
        assertEquals(List.of(), search("no such name"));
    }

    @Test
    void resultsAreBounded() {
        List<CatalogEntry> many = IntStream.range(0, 100).mapToObj(i -> row("A" + i, "A" + i, "")).toList();
        assertEquals(7, CatalogSearch.in(List.of(many), "a", 7).size());
    }

    private List<String> search(String text) {
        return CatalogSearch.in(lists, text, 50).stream().map(entry -> entry.symbol().value()).toList();
    }

    private static CatalogEntry row(String symbol, String display, String description) {
        return new CatalogEntry(new Symbol(symbol), display, description, "Common Stock");
    }
}
