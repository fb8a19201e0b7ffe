package stockchart.platform.concurrent;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.Executor;

/**
 * Runs an action under a context class loader in which no service can be looked up.
 *
 * <p>Handing a task to a managed executor of Payara saves the caller's context, and that looks services up through the context
 * class loader, opening every jar of the application each time. A loader that finds no resource ends the search at once. Tyrus
 * hands over such a task with every send, unless {@code TyrusIdleTimer} could be stopped: then this is the second line. WildFly
 * does not look, and loses nothing.
 *
 * <p>Any thread; the thread's own loader is back in place whatever the action does.
 */
public final class WithoutContextClassLoader {
    private static final ClassLoader BARE = new BareLoader(WithoutContextClassLoader.class.getClassLoader());

    private WithoutContextClassLoader() {}

    /** Runs an action that needs no service lookup of its own. */
    public static void run(Runnable action) {
        run(BARE, action);
    }

    /** An action that runs under the present context class loader, although it is handed to an executor under a bare one. */
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

    /** An executor that is handed its tasks under such a loader. For tasks that need no service lookup of their own either. */
    public static Executor around(Executor executor) {
        return task -> run(() -> executor.execute(task));
    }

    /** Loads classes as usual, so that nothing breaks that needs one, but has no resources. */
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
