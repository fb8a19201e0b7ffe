package stockchart.client;

import jakarta.servlet.ServletException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Objects;
import stockchart.platform.websocket.GuardedHandshake;

/**
 * Passes the client's address from the handshake to its connection. An endpoint sees of the request only what a configurator gives
 * it, and a configurator sees no address; but every server calls it on the thread that runs the filters. Created by the container;
 * any thread.
 */
public class HandshakeConfigurator extends GuardedHandshake {
    private static final String CLIENT = HandshakeConfigurator.class.getName() + ".client";
    private static final String UNKNOWN = "unknown";
    private static final ThreadLocal<String> SHAKING = new ThreadLocal<>();

    /** The rest of a handshake. */
    @FunctionalInterface
    interface Handshake {
        void goOn() throws IOException, ServletException;
    }

    /** Continues a handshake on behalf of a client. */
    static void during(String client, Handshake handshake) throws IOException, ServletException {
        SHAKING.set(client);
        try {
            handshake.goOn();
        } finally {
            SHAKING.remove();
        }
    }

    /** The address to which a connection counts. */
    public static String client(Session session) {
        return (String) session.getUserProperties().getOrDefault(CLIENT, UNKNOWN);
    }

    /** The properties are a copy for this connection, as the WebSocket specification requires since version 2.1. */
    @Override
    public void modifyHandshake(ServerEndpointConfig connection, HandshakeRequest request, HandshakeResponse response) {
        super.modifyHandshake(connection, request, response);
        connection.getUserProperties().put(CLIENT, Objects.requireNonNullElse(SHAKING.get(), UNKNOWN));
    }
}
