package stockchart.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks integration tests whose result depends on the server: what it does with sockets, frames, headers, paths, compression, logs
 * and its own stop. The test command runs these on Payara Micro and on WildFly. The others show what the WAR itself decides, such as
 * candles, snapshots and answers to commands: they run on Payara Micro, and on every server in {@code .ci/matrix}.
 */
@Tag("server")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServerDependent {}
