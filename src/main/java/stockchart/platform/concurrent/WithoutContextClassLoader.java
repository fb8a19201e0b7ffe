package stockchart.platform.concurrent;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Runs an action with a context class loader that finds no services.
 *
 * <p>Submitting a task to a managed executor of Payara saves the caller's context, which looks services up through the context
 * class loader and opens every jar of the application each time. A loader that finds no resource ends the search at once. Tyrus
 * submits such a task with every send, unless {@code TyrusIdleTimer} could be stopped; then this reduces its cost. WildFly does no
 * such look-up and loses nothing.
 *
 * <p>Any thread; the thread's own loader is restored whatever the action does.
 */
public final class WithoutContextClassLoader {
    private static final ClassLoader BARE = new BareLoader(WithoutContextClassLoader.class.getClassLoader());

    private WithoutContextClassLoader() {}

    /** Runs an action that needs no service lookup of its own. */
    public static void run(Runnable action) {
        run(BARE, action);
    }

    /** An action that runs with the present context class loader, although its thread has a bare one. */
    public static Runnable keeping(Runnable action) {
        ClassLoader present = Thread.currentThread().getContextClassLoader();
        return () -> run(present, action);
    }

    private static void run(ClassLoader loader, Runnable action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Loads classes as usual, so that code that needs a class still works, but finds no resources. */
    private static final class BareLoader extends ClassLoader {
        BareLoader(ClassLoader parent) {
            super("stock-chart-bare", parent);
        }

        @Override
        public URL getResource(String name) {
            return null;
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.emptyEnumeration();
        }
    }
}
