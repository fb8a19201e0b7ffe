package stockchart.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests that wait for minutes of real time, because what they show takes so long on a real server, and those of real servers
 * whose like is shown by faster ones in the test command. {@code .ci/matrix} runs the marked ones, integration tests on every
 * server.
 */
@Tag("slow")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Slow {}
