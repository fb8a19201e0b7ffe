package stockchart.catalog;

/** Why there is no list of symbols, what passes soonest first. Its name is what clients tell it by. Public for the proxies of beans. */
public enum Absence {
    /** It is being fetched for the first time. */
    LIST_LOADING("The list of symbols is being fetched", 1),
    /** The source has not answered for a while, or not with a list. */
    LIST_FAILED("The list of symbols could not be fetched from the data provider; the server tries again by itself", 10),
    /** The source has answered that this key may not have it. */
    LIST_REFUSED("The data provider refuses its lists of symbols to this server's API key; the server asks again now and then", 30),
    /** The source knows none of the exchanges, or has nothing of theirs. */
    LIST_EMPTY("The data provider has no symbols of the exchanges that this server is set to (STOCKCHART_STOCK_EXCHANGES,"
            + " STOCKCHART_FOREX_EXCHANGES, STOCKCHART_CRYPTO_EXCHANGES); the server asks again now and then", 30);

    private final String words;
    private final int retrySeconds;

    Absence(String words, int retrySeconds) {
        this.words = words;
        this.retrySeconds = retrySeconds;
    }

    /** When to ask again. */
    int retrySeconds() {
        return retrySeconds;
    }

    /** For clients. */
    String json() {
        return "{\"code\":\"" + name() + "\",\"error\":\"" + words + "\"}";
    }
}
