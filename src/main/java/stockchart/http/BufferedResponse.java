package stockchart.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import stockchart.http.Exchanges.Exchange;

/**
 * An answer that is buffered until it is complete and then written as the client reads it, without a waiting thread. An answer that
 * many clients get is not copied: see {@link #share}. Errors are answered here too, so that no server adds a page of its own.
 *
 * <p>Confined to the thread that answers the request.
 */
public final class BufferedResponse extends HttpServletResponseWrapper {
    private static final Logger LOG = System.getLogger(BufferedResponse.class.getName());

    /** The body's length is known only once it is written. */
    public static final long UNKNOWN_LENGTH = -1;

    private final HttpServletRequest request;
    private final Exchange exchange;
    private final boolean isHandshake;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final BufferedStream stream = new BufferedStream();
    private PrintWriter writer;
    /** Null while nothing is shared. */
    private InputStream shared;
    private long sharedLength;
    private boolean isAwaited;

    BufferedResponse(HttpServletRequest request, HttpServletResponse response, Exchange exchange, boolean isHandshake) {
        super(response);
        this.request = request;
        this.exchange = exchange;
        this.isHandshake = isHandshake;
    }

    /** The response that servlets and filters write to. */
    public static BufferedResponse of(ServletResponse response) {
        ServletResponse at = response;
        while (!(at instanceof BufferedResponse) && at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        if (at instanceof BufferedResponse found) {
            return found;
        }
        throw new IllegalStateException("web.xml does not let this request pass the ExchangeFilter");
    }

    /** Answers with bytes that many answers share; not to be changed. */
    public void share(byte[] bytes) {
        share(new ByteArrayInputStream(bytes), bytes.length);
    }

    /**
     * Answers with what is read while it is written.
     * Answers with what is read while it is written.
     * @param length in bytes, or {@link #UNKNOWN_LENGTH}
     */
    public void share(InputStream body, long length) {
        shared = body;
        sharedLength = length;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Lets the answer come later, by {@link #send}. */
    AsyncContext await() {
        isAwaited = true;
        return startAsync();
    }

    boolean isAwaited() {
        return isAwaited;
    }

    /** Whether the server's WebSocket implementation has answered a handshake, and not this application. */
    boolean isUpgraded() {
        return isHandshake && getStatus() < SC_BAD_REQUEST && held.size() == 0;
    }

    /** Starts writing the answer; it is complete. */
    void send() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        InputStream body = body();
        if (!request.isAsyncSupported()) {
            writeNow(body);
            return;
        }
        AsyncContext async;
        try {
            async = request.isAsyncStarted() ? request.getAsyncContext() : startAsync();
        } catch (IllegalStateException upgraded) {
            // The client has gone while its handshake was answered: the connection is the WebSocket implementation's already.
            LOG.log(Level.DEBUG, "A request can no longer be answered: {0}", upgraded.toString());
            abandon();
            return;
        }
        exchange.connection().hold();
        ServletOutputStream out = getResponse().getOutputStream();
        out.setWriteListener(new ResponseWriter(body, out, async, exchange));
    }

    /** Of a servlet that is the server's own and does without asynchronous answers, such as Payara's {@code /health}. */
    private void writeNow(InputStream body) throws IOException {
        try (ServletOutputStream out = getResponse().getOutputStream()) {
            body.transferTo(out);
        } finally {
            exchange.close();
        }
    }

    /** Ends an exchange that can no longer be answered. */
    void abandon() {
        exchange.connection().cut();
        exchange.close();
        if (request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        }
    }

    /** The body to be written, after the headers that describe it. */
    private InputStream body() {
        boolean isEmpty = getStatus() == SC_NOT_MODIFIED || getStatus() == SC_NO_CONTENT;
        InputStream body = shared;
        long length = sharedLength;
        if (body == null) {
            byte[] bytes = compressed(held.toByteArray());
            body = new ByteArrayInputStream(bytes);
            length = bytes.length;
        }
        if (!isEmpty && length != UNKNOWN_LENGTH) {
            super.setContentLengthLong(length);
        }
        return isEmpty || request.getMethod().equals("HEAD") ? InputStream.nullInputStream() : body;
    }

    private byte[] compressed(byte[] plain) {
        if (!Gzip.isWorth(getContentType(), plain.length) || containsHeader("Content-Encoding")) {
            return plain;
        }
        addHeader("Vary", "Accept-Encoding");
        if (!Gzip.isAccepted(request)) {
            return plain;
        }
        setHeader("Content-Encoding", "gzip");
        return Gzip.compress(plain);
    }

    private AsyncContext startAsync() {
        AsyncContext async = request.startAsync();
        // The exchange has a deadline of its own.
        async.setTimeout(0);
        return async;
    }

    /** Answers with an error in place of everything else. @param sentence for a person, without characters that JSON escapes */
    void refuse(int status, String sentence) {
        resetBuffer();
        setStatus(status);
        setHeader("Cache-Control", "no-cache");
        setContentType("application/json");
        held.writeBytes(("{\"error\":\"" + sentence + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void sendError(int status) {
        refuse(status, switch (status) {
            case SC_BAD_REQUEST -> "The request cannot be read";
            case SC_FORBIDDEN -> "This is not allowed";
            case SC_NOT_FOUND -> "There is nothing under this address";
            case SC_METHOD_NOT_ALLOWED -> "This address does not take requests of this kind";
            default -> "The request cannot be answered";
        });
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    @Override
    public void sendRedirect(String location) {
        resetBuffer();
        setStatus(SC_FOUND);
        setHeader("Location", location);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(held, StandardCharsets.UTF_8));
        }
        return writer;
    }

    /** Its length is known when it is sent. */
    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void flushBuffer() throws IOException {
        if (isHandshake) {
            super.flushBuffer();
        }
    }

    @Override
    public boolean isCommitted() {
        return isHandshake && super.isCommitted();
    }

    @Override
    public void resetBuffer() {
        held.reset();
        shared = null;
        writer = null;
    }

    /** Keeps the headers: they were set before anything was answered. */
    @Override
    public void reset() {
        resetBuffer();
        setStatus(SC_OK);
    }

    /** Accepts everything at once. */
    private final class BufferedStream extends ServletOutputStream {
        @Override
        public void write(int one) {
            held.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            held.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("An answer is written when it is whole");
        }
    }
}
