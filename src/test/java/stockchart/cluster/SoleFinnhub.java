package stockchart.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/**
 * A Finnhub that takes one connection: when a second one is opened it ends both. Remembers every trade that it has sent, and how
 * often that happened. Any thread; guarded by its monitor.
 */
final class SoleFinnhub {
    private final List<Connection> open = new ArrayList<>();
    private final List<SymbolTrade> sent = Collections.synchronizedList(new ArrayList<>());
    private int collisions;
    private long prices;

    /** One connection. Guarded by Finnhub's monitor. */
    final class Connection {
        private final Set<Symbol> subscribed = new HashSet<>();
        private final List<SymbolTrade> inbox = new ArrayList<>();
        private boolean isOpen = true;

        void subscribe(Set<Symbol> symbols) {
            synchronized (SoleFinnhub.this) {
                subscribed.clear();
                subscribed.addAll(symbols);
            }
        }

        /** What has arrived since the last call; empty once the connection has ended and everything was received. */
        Optional<List<SymbolTrade>> receive() {
            synchronized (SoleFinnhub.this) {
                if (!isOpen && inbox.isEmpty()) {
                    return Optional.empty();
                }
                List<SymbolTrade> received = List.copyOf(inbox);
                inbox.clear();
                return Optional.of(received);
            }
        }

        /** What was sent and not received is lost. */
        void close() {
            synchronized (SoleFinnhub.this) {
                isOpen = false;
                open.remove(this);
            }
        }
    }

    synchronized Connection connect() {
        Connection fresh = new Connection();
        open.add(fresh);
        if (open.size() > 1) {
            collisions++;
            List.copyOf(open).forEach(Connection::close);
        }
        return fresh;
    }

    /** Trades of all symbols happen. */
    synchronized void trade(Set<Symbol> symbols, long time) {
        for (Symbol symbol : symbols) {
            prices++;
            SymbolTrade trade = new SymbolTrade(symbol, new Trade(prices, time, 1));
            for (Connection connection : open) {
                if (connection.subscribed.contains(symbol)) {
                    connection.inbox.add(trade);
                    sent.add(trade);
                }
            }
        }
    }

    synchronized void disconnect() {
        List.copyOf(open).forEach(Connection::close);
    }

    List<SymbolTrade> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    synchronized int collisions() {
        return collisions;
    }
}
