package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BareContextTest {
    private final ClassLoader own = Thread.currentThread().getContextClassLoader();

    @Test
    void actionFindsNoResourceButStillLoadsClasses() {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        BareContext.run(() -> seen.set(Thread.currentThread().getContextClassLoader()));
        assertSame(BareContext.class, assertLoads(seen.get(), BareContext.class.getName()));
        assertFalse(resources(seen.get()), "a service file was found");
        assertEquals(null, seen.get().getResource("META-INF/MANIFEST.MF"));
    }

    @Test
    void loaderIsBackAfterTheAction() {
        BareContext.run(() -> { });
        assertSame(own, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void loaderIsBackAfterAFailure() {
        assertThrows(IllegalStateException.class, () -> BareContext.run(() -> {
            throw new IllegalStateException("send failed");
        }));
        assertSame(own, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void loaderIsBackAfterNestedActions() {
        BareContext.run(() -> BareContext.run(() -> { }));
        assertSame(own, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void actionKeepsTheLoaderItWasMadeUnder() {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        Runnable action = BareContext.keeping(() -> seen.set(Thread.currentThread().getContextClassLoader()));
        BareContext.run(action);
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
