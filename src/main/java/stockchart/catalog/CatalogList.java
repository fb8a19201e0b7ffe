package stockchart.catalog;

import java.util.Locale;
import stockchart.catalog.CatalogCodec.CatalogEntry;

/**
 * One of Finnhub's lists of symbols. Immutable.
 *
 * @param exchange Finnhub's name of the exchange, not blank, for example {@code US} or {@code oanda}
 */
public record CatalogList(Kind kind, String exchange) {
    /** A row, with the list it stands in. Immutable. */
    public record Row(CatalogList list, CatalogEntry entry) {}

    /** What a list holds. */
    public enum Kind {
        STOCK("Common Stock"), FOREX("Forex"), CRYPTO("Crypto");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** The type of a row that names none. Only stocks ever do. */
        String type() {
            return type;
        }

        /** Its name in paths, settings and files. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The setting that names its exchange. */
    String setting() {
        return "STOCKCHART_" + kind + "_EXCHANGES";
    }

    /** A name fit for a file, for example {@code forex-ic-markets}. */
    String fileName() {
        return kind.word() + "-" + exchange.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    @Override
    public String toString() {
        return kind.word() + " symbols of " + exchange;
    }
}
