package stockchart.platform.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedUpgradeTest {
    private final List<String> calls = new ArrayList<>();
    private boolean refuses;

    /** Of a server that signals at once that there is something to be read. */
    private final WebConnection connection = new WebConnection() {
        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return -1;
                }

                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    calls.add("readable");
                }
            };
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return null;
        }

        @Override
        public void close() {
            calls.add("closed");
        }
    };

    private final class Reader implements HttpUpgradeHandler, ReadListener {
        @Override
        public void init(WebConnection guarded) {
            try {
                guarded.getInputStream().setReadListener(this);
                if (refuses) {
                    guarded.close();
                }
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
            calls.add("open");
        }

        @Override
        public void destroy() {
            calls.add("destroyed");
        }

        @Override
        public void onDataAvailable() {}

        @Override
        public void onAllDataRead() {}

        @Override
        public void onError(Throwable failure) {}
    }

    @Test
    void nothingIsReadBeforeTheSessionIsOpen() {
        upgrade();
        assertEquals(List.of("open", "readable"), calls);
    }

    @Test
    void aConnectionThatIsClosedWhileItOpensIsNotRead() {
        refuses = true;
        upgrade();
        assertEquals(List.of("closed", "open"), calls);
    }

    @Test
    void readerIsNotifiedOfTheEnd() {
        GuardedUpgrade.Handler handler = upgrade();
        handler.destroy();
        assertSame("destroyed", calls.get(calls.size() - 1));
    }

    private GuardedUpgrade.Handler upgrade() {
        GuardedUpgrade.Handler handler = new GuardedUpgrade.Handler();
        handler.reader = new Reader();
        handler.init(connection);
        return handler;
    }
}
