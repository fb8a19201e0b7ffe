package stockchart.testing;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts look-ups through the thread's context class loader, where {@code ServiceLoader} searches for services. Works on any
 * thread; the loader is in place only while an action runs.
 */
public final class LookUps {
    private LookUps() {}

    /** How many resources an action has looked for. */
    public static int during(Runnable action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CountingLoader loader = new CountingLoader(before);
        thread.setContextClassLoader(loader);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
        return loader.count.get();
    }

    private static final class CountingLoader extends ClassLoader {
        private final AtomicInteger count = new AtomicInteger();

        CountingLoader(ClassLoader parent) {
            super("counts-look-ups", parent);
        }

        @Override
        public URL getResource(String name) {
            count.incrementAndGet();
            return super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            count.incrementAndGet();
            return super.getResources(name);
        }
    }
}
