package stockchart.simulator;

import stockchart.market.Symbol;

/**
 * One thing the simulator trades: how Finnhub lists it and how its price behaves. Immutable.
 *
 * @param type Finnhub's type of a stock, empty for others
 * @param mic market identifier code of a stock, empty for others
 * @param price what it fluctuates around, in its quote currency
 * @param decimals decimal places of a price
 * @param volatility standard deviation of a trading day's relative change
 * @param rate trades per second on average
 * @param size typical volume of one trade, for crypto only
 */
record Instrument(Symbol symbol, String displaySymbol, String description, Kind kind, String type, String mic, double price,
        int decimals, double volatility, double rate, double size) {

    private static final int COLUMNS = 10;

    /** Half the distance between bid and offer, relative to the price. */
    private static final double HALF_SPREAD = 0.00003;

    /** What kind of market it trades on, and the name of the list of its instruments. */
    enum Kind {
        /** US shares and funds: whole volumes and condition codes. */
        STOCK("stocks.csv"),
        /** Currencies and metals: price updates without volumes. */
        FOREX("forex.csv"),
        /** Coins: fractional volumes. */
        CRYPTO("crypto.csv");

        private final String file;

        Kind(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }
    }

    /** @throws IllegalArgumentException naming the symbol, if a number cannot be right */
    Instrument {
        boolean plausible = price > 0 && decimals >= 0 && decimals <= 8 && volatility > 0 && volatility < 0.2 && rate > 0
                && rate <= 50 && (kind != Kind.CRYPTO || size > 0);
        if (!plausible || displaySymbol.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("Not an instrument: " + symbol);
        }
    }

    /**
     * Reads a line of a list:
     * {@code symbol,displaySymbol,description,type,mic,price,decimals,dailyVolatility,tradesPerSecond,size}.
     *
     * @throws IllegalArgumentException naming the line, if it is not one
     */
    static Instrument parse(Kind kind, String line) {
        String[] cell = line.split(",", -1);
        if (cell.length != COLUMNS) {
            throw new IllegalArgumentException("Not " + COLUMNS + " columns: " + line);
        }
        return new Instrument(new Symbol(cell[0]), cell[1], cell[2], kind, cell[3], cell[4], Double.parseDouble(cell[5]),
                Integer.parseInt(cell[6]), Double.parseDouble(cell[7]), Double.parseDouble(cell[8]), Double.parseDouble(cell[9]));
    }

    /** The smallest step of the price. */
    double tick() {
        return Math.pow(10, -decimals);
    }

    /** How far trades lie from the price that the market has. */
    double bounce(double price) {
        return Math.max(tick(), price * HALF_SPREAD);
    }

    /** A volume as this market would write it: whole shares, or a coin's fraction that fits its trades. */
    double roundedVolume(double raw) {
        double scale = volumeScale();
        return Math.rint(raw * scale) / scale;
    }

    /** How many of the smallest volume are one. */
    double volumeScale() {
        return kind == Kind.CRYPTO ? Math.pow(10, Math.max(1, 3 - Math.floor(Math.log10(size)))) : 1;
    }

    /** A price as this market would write it: whole ticks, at least one. */
    double rounded(double raw) {
        double scale = Math.pow(10, decimals);
        return Math.max(1, Math.rint(raw * scale)) / scale;
    }
}
