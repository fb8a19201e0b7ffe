package stockchart.catalog;

import java.io.IOException;
import stockchart.rest.RestCall;
import stockchart.rest.RestClient;

/** Finnhub's lists of symbols, or the simulator's. Immutable; any thread that may block. */
final class FinnhubLists implements Catalog.Source {
    private final RestClient client;

    FinnhubLists(RestClient client) {
        this.client = client;
    }

    @Override
    public CatalogCodec.ListRows fetch(CatalogList list) throws IOException {
        RestCall call = RestCall.list("/" + list.kind().word() + "/symbol", "exchange", list.exchange());
        return client.get(call, body -> CatalogCodec.parse(body, list.kind()));
    }
}
