package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ShutdownGraceTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    private final Properties properties = new Properties();
    private final ShutdownGrace payara = new ShutdownGrace(properties, true);

    @Test
    void requestedTimeIsGrantedWithAMargin() {
        payara.request(FIVE);
        assertEquals("5250", properties.getProperty(ShutdownGrace.GRACE));
        assertEquals(FIVE, payara.granted());
    }

    @Test
    void nothingStaysBehind() {
        payara.request(FIVE);
        payara.request(Duration.ofSeconds(2));
        assertEquals(Duration.ofSeconds(2), payara.granted());
        payara.withdraw();
        assertNull(properties.getProperty(ShutdownGrace.GRACE));
        assertEquals(Duration.ZERO, payara.granted());
    }

    @Test
    void operatorsSettingTakesPrecedence() {
        properties.setProperty(ShutdownGrace.GRACE, "1250");
        payara.request(FIVE);
        assertEquals(Duration.ofSeconds(1), payara.granted());
        payara.withdraw();
        assertEquals("1250", properties.getProperty(ShutdownGrace.GRACE));
    }

    @Test
    void timeThatIsNoNumberOrTooShortIsNone() {
        properties.setProperty(ShutdownGrace.GRACE, "long");
        assertEquals(Duration.ZERO, payara.granted());
        properties.setProperty(ShutdownGrace.GRACE, "100");
        assertEquals(Duration.ZERO, payara.granted());
    }

    @Test
    void otherServersAreLeftAlone() {
        ShutdownGrace other = new ShutdownGrace(properties, false);
        other.request(FIVE);
        assertNull(properties.getProperty(ShutdownGrace.GRACE));
        properties.setProperty(ShutdownGrace.GRACE, "5000");
        assertEquals(Duration.ZERO, other.granted());
    }
}
