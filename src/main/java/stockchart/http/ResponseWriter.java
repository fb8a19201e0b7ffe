package stockchart.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import stockchart.http.Exchanges.Exchange;

/**
 * Writes an answer piece by piece, whenever its connection takes one, and ends the exchange when all has gone over the line. Called
 * by the server, by one thread at a time.
 */
final class ResponseWriter implements WriteListener {
    private static final Logger LOG = System.getLogger(ResponseWriter.class.getName());
    /** Bytes written at once. */
    static final int PIECE = 8_192;

    private final InputStream body;
    private final ServletOutputStream out;
    private final AsyncContext async;
    private final Exchange exchange;
    private boolean isFlushed;
    private boolean isOver;

    ResponseWriter(InputStream body, ServletOutputStream out, AsyncContext async, Exchange exchange) {
        this.body = body;
        this.out = out;
        this.async = async;
        this.exchange = exchange;
    }

    @Override
    public void onWritePossible() {
        try {
            while (!isOver && out.isReady()) {
                writeNext();
            }
        } catch (IOException | RuntimeException failure) {
            onError(failure);
        }
    }

    private void writeNext() throws IOException {
        // A new one each time: a server may keep it until it calls for more.
        byte[] piece = new byte[PIECE];
        int length = isFlushed ? -1 : body.read(piece);
        if (length > 0) {
            out.write(piece, 0, length);
        } else if (isFlushed) {
            end(false);
        } else {
            isFlushed = true;
            out.flush();
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.DEBUG, "An answer was not taken: {0}", failure.toString());
        end(true);
    }

    private void end(boolean hasFailed) {
        if (isOver) {
            return;
        }
        isOver = true;
        if (hasFailed) {
            exchange.connection().cut();
        }
        exchange.complete(this::complete);
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException over) {
            LOG.log(Level.DEBUG, "An exchange had ended already: {0}", over.toString());
        }
    }
}
