package stockchart.cluster.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import stockchart.cluster.redis.RedisAddress.Host;

/**
 * Makes the socket to one host, with TLS and a check of the host's name if wanted: Jedis' own TLS does not check the name by
 * itself, and needs a library for its log. Immutable.
 *
 * @param certificates empty for a connection without TLS
 */
record RedisSockets(Host host, int connectMillis, int answerMillis, Optional<SSLSocketFactory> certificates)
        implements JedisSocketFactory {
    /** @throws JedisConnectionException if no connection is made in time, or the certificate is not trusted or of another host */
    @Override
    public Socket createSocket() {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(answerMillis);
            socket.connect(new InetSocketAddress(host.name(), host.port()), connectMillis);
            return certificates.isPresent() ? encrypted(socket, certificates.get()) : socket;
        } catch (IOException | RuntimeException failure) {
            close(socket);
            throw new JedisConnectionException("no connection to " + host + ": " + failure.getMessage());
        }
    }

    private Socket encrypted(Socket socket, SSLSocketFactory certificates) throws IOException {
        SSLSocket encrypted = (SSLSocket) certificates.createSocket(socket, host.name(), host.port(), true);
        SSLParameters checkingName = encrypted.getSSLParameters();
        checkingName.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(checkingName);
        encrypted.startHandshake();
        return encrypted;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            // It is given up anyway.
            assert socket.isClosed();
        }
    }
}
