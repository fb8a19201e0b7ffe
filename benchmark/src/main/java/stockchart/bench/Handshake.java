package stockchart.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP requests and answers that open a WebSocket. Stateless. */
final class Handshake {
    /** How the answer begins that opens a WebSocket. */
    static final String SWITCHING = "HTTP/1.1 101";

    /** What Finnhub answers while it is being restarted. */
    static final String REFUSAL = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?im)^sec-websocket-key:\\s*(\\S+)");

    private Handshake() {}

    /** A browser's request; no Origin, like any program that is not a page. */
    static String request(Target target) {
        return "GET " + target.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c3RvY2stY2hhcnRiZW5jaA==\r\n"
                + target.subprotocol().map(name -> "Sec-WebSocket-Protocol: " + name + "\r\n").orElse("") + "\r\n";
    }

    /** What Finnhub answers: an upgrade to every client that requests one, nothing to all others. */
    static String answer(String request) {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }
        return SWITCHING + " Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(key.group(1)) + "\r\n\r\n";
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
