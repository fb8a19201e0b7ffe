package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WithoutContextClassLoaderTest {
    private final ClassLoader own = Thread.currentThread().getContextClassLoader();

    @Test
    void actionFindsNoResourceButStillLoadsClasses() {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        WithoutContextClassLoader.run(() -> seen.set(Thread.currentThread().getContextClassLoader()));
        assertSame(WithoutContextClassLoader.class, assertLoads(seen.get(), WithoutContextClassLoader.class.getName()));
        assertFalse(resources(seen.get()), "a service file was found");
        assertEquals(null, seen.get().getResource("META-INF/MANIFEST.MF"));
    }

    @Test
    void loaderIsBackAfterTheAction() {
        WithoutContextClassLoader.run(() -> { });
        assertSame(own, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void loaderIsBackAfterAFailure() {
        assertThrows(IllegalStateException.class, () -> WithoutContextClassLoader.run(() -> {
            throw new IllegalStateException("send failed");
        }));
        assertSame(own, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void loaderIsBackAfterNestedActions() {
        WithoutContextClassLoader.run(() -> WithoutContextClassLoader.run(() -> { }));
        assertSame(own, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void actionKeepsTheLoaderItWasMadeUnder() {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        Runnable action = WithoutContextClassLoader.keeping(() -> seen.set(Thread.currentThread().getContextClassLoader()));
        WithoutContextClassLoader.run(action);
        assertSame(own, seen.get());
    }

    private static boolean resources(ClassLoader loader) {
        try {
            return loader.getResources("META-INF/MANIFEST.MF").hasMoreElements();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Class<?> assertLoads(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException failure) {
            throw new AssertionError(failure);
        }
    }
}
