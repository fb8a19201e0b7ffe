package stockchart.simulator;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.websocket.ClientConnection;

/**
 * Finnhub's WebSocket server without the WebSocket: its clients, and one sweep that sends each of them the trades of its symbols.
 *
 * <p>Connections come and go on any thread. The sweep is confined to one thread at a time.
 */
final class SimulatedFinnhub {
    static final int MAX_CONNECTIONS = 16;
    static final int MAX_PRINTS_PER_MESSAGE = 100;

    /** After a pause of the machine only the last two seconds are made up for. */
    private static final long MAX_SLOTS = 20;

    private static final System.Logger LOG = System.getLogger(SimulatedFinnhub.class.getName());

    private final Instruments instruments;
    private final SimulatorSettings settings;
    private final long seed;
    private final SimulatedMarket market;
    private final SimulatedHistory history;
    private final Clock clock;
    private final Clock steady;
    private final Map<Symbol, TradeStream> streams = new ConcurrentHashMap<>();
    /** By token. Changed under the lock of this object only; read without it. */
    private final Map<String, SimulatorConnection> connections = new ConcurrentHashMap<>();
    /** Confined to the sweep. */
    private long lastSlot;

    /**
     * @param settings with a seed
     * @param clock the time of day, which the trades have
     * @param steady a clock that does not jump, for pings and deadlines
     */
    SimulatedFinnhub(Instruments instruments, SimulatorSettings settings, Clock clock, Clock steady) {
        this.instruments = instruments;
        this.settings = settings;
        this.seed = settings.seed().orElseThrow();
        this.market = new SimulatedMarket(settings.isMarketClosed(), clock.millis());
        this.history = new SimulatedHistory(market);
        this.clock = clock;
        this.steady = steady;
        this.lastSlot = TradeStream.lastSlot(clock.millis());
    }

    Instruments instruments() {
        return instruments;
    }

    /** The hours of the US market. */
    SimulatedMarket market() {
        return market;
    }

    /** The candles of what was traded before. */
    SimulatedHistory history() {
        return history;
    }

    /** Since when an instrument is not traded, in milliseconds since 1970-01-01 UTC; empty if it is traded. */
    Optional<Long> stoppedAt(Instrument instrument) {
        return market.lastClose().filter(close -> instrument.kind() == Instrument.Kind.STOCK);
    }

    /** Returns whether no further client is accepted. */
    boolean isFull() {
        return connections.size() >= MAX_CONNECTIONS;
    }

    /** The trades of a symbol; empty if the simulator does not trade it. */
    Optional<TradeStream> stream(Symbol symbol) {
        return instruments.find(symbol).map(known -> streams.computeIfAbsent(symbol, any -> new TradeStream(known, seed)));
    }

    /**
     * Accepts a client, unless its token is in use: then, as Finnhub does, closes both.
     *
     * @return the connection; empty if the client was closed instead
     */
    Optional<SimulatorConnection> open(String token, ClientConnection client) {
        SimulatorConnection fresh = new SimulatorConnection(token, client, settings.symbolLimit(), steady.millis());
        SimulatorConnection present;
        boolean taken;
        synchronized (this) {
            present = connections.remove(token);
            // Other programs cannot use the application's own token.
            taken = present == null && (token.equals(InProcessConnection.TOKEN) || !isFull());
            if (taken) {
                connections.put(token, fresh);
            }
        }
        if (present != null) {
            LOG.log(Level.INFO, "A second client came with the same token: both are dropped, as Finnhub does");
            present.close("One connection per token");
        }
        if (!taken) {
            fresh.close(present == null ? "Too many connections" : "One connection per token");
            return Optional.empty();
        }
        return Optional.of(fresh);
    }

    /** Removes a client that is gone and closes what may be left of the connection. */
    void remove(SimulatorConnection connection, String reason) {
        synchronized (this) {
            connections.remove(connection.token(), connection);
        }
        connection.close(reason);
    }

    /** Sends every client the trades since the last sweep, and its ping when it is due. */
    void sweep() {
        long now = steady.millis();
        long last = TradeStream.lastSlot(clock.millis());
        long after = Math.max(lastSlot, last - MAX_SLOTS);
        lastSlot = last;
        Map<Symbol, List<Trade>> fresh = new HashMap<>();
        for (SimulatorConnection connection : connections.values()) {
            try {
                if (connection.tick(now)) {
                    send(connection, after, last, fresh);
                } else {
                    remove(connection, "Too slow");
                }
            } catch (Throwable broken) {
                LOG.log(Level.WARNING, "A simulator client is dropped", broken);
                remove(connection, "Internal error");
            }
        }
    }

    /** Closes every client. */
    void shutDown() {
        connections.values().forEach(connection -> remove(connection, "Shutting down"));
    }

    private void send(SimulatorConnection connection, long after, long last, Map<Symbol, List<Trade>> fresh) {
        List<SymbolTrade> prints = new ArrayList<>();
        for (Symbol symbol : connection.symbols()) {
            List<Trade> trades = fresh.computeIfAbsent(symbol, any -> reported(symbol, after, last));
            trades.forEach(trade -> prints.add(new SymbolTrade(symbol, trade)));
        }
        for (int from = 0; from < prints.size(); from += MAX_PRINTS_PER_MESSAGE) {
            connection.offer(SimulatorCodec.encode(prints.subList(from, Math.min(prints.size(), from + MAX_PRINTS_PER_MESSAGE))));
        }
    }

    /** The trades that the socket sends. */
    private List<Trade> reported(Symbol symbol, long after, long last) {
        boolean isSilent = settings.mute().contains(symbol)
                || instruments.find(symbol).flatMap(this::stoppedAt).isPresent();
        return isSilent ? List.of() : stream(symbol).map(stream -> stream.trades(after, last)).orElse(List.of());
    }
}
