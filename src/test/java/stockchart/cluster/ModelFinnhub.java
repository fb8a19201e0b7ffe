package stockchart.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/** A Finnhub that allows one connection and ends both when there is a second. Confined to the test's thread. */
final class ModelFinnhub {
    private final ModelWorld world;
    private final List<Connection> open = new ArrayList<>();
    private final List<SymbolTrade> sent = new ArrayList<>();
    private long trades;

    /** One connection. What arrives waits until the node takes it. */
    static final class Connection {
        final ModelNode node;
        final Queue<SymbolTrade> inbox = new ArrayDeque<>();
        final Set<Symbol> subscribed = new HashSet<>();
        boolean isOpen = true;

        Connection(ModelNode node) {
            this.node = node;
        }
    }

    ModelFinnhub(ModelWorld world) {
        this.world = world;
    }

    /** Dials for a node. */
    Connection connect(ModelNode node) {
        Connection connection = new Connection(node);
        open.add(connection);
        world.say(node.name() + " connects");
        if (open.size() > 1) {
            open.forEach(other -> ModelWorld.check(other == connection || other.node.standsStill(),
                    "a second connection is made only while the first one's node stands still: " + other.node + ", " + node));
            dropAll("second connection");
        }
        return connection;
    }

    void close(Connection connection) {
        connection.isOpen = false;
        open.remove(connection);
    }

    void dropAll(String why) {
        if (!open.isEmpty()) {
            world.say(why);
            open.forEach(connection -> connection.isOpen = false);
            open.clear();
        }
    }

    /** Trades happen, and go to the connections that have subscribed to their symbols. */
    void step() {
        for (Symbol symbol : world.demand) {
            if (world.dice.chance(0.2)) {
                SymbolTrade trade = new SymbolTrade(symbol, new Trade(++trades, world.now(), 1));
                for (Connection connection : open) {
                    if (connection.subscribed.contains(symbol)) {
                        connection.inbox.add(trade);
                        sent.add(trade);
                    }
                }
            }
        }
    }

    void verify() {
        ModelWorld.check(open.size() <= 1, "one connection at most: " + open.size());
    }

    int connections() {
        return open.size();
    }

    /** All trades that were sent to a connection. */
    List<SymbolTrade> sent() {
        return sent;
    }
}
