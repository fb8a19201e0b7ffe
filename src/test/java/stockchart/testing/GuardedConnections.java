package stockchart.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks integration tests of what the application, or the server's configuration, guards on each connection below the standard APIs:
 * frames, request heads and bodies, the log. That is done on Payara and WildFly; Open Liberty has limits of its own.
 */
@Tag("guarded")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface GuardedConnections {}
