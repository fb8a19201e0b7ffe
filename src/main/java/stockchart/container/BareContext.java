package stockchart.container;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Runs an action under a context class loader in which no service can be looked up.
 *
 * <p>Every Tyrus send restarts the session's idle timer, even if there is none to restart. On Payara that timer is a managed
 * executor, which saves the caller's context, and that looks services up through the context class loader, opening every jar
 * of the application each time: two thirds of the cost of a send. A loader that finds no resource ends the search at once.
 * Handing a task to a managed executor costs the same and is spared the same way. WildFly does not look, and loses nothing.
 *
 * <p>Any thread; the thread's own loader is back in place whatever the action does.
 */
public final class BareContext {
    private static final ClassLoader BARE = new BareLoader(BareContext.class.getClassLoader());

    private BareContext() {}

    /** Runs an action that needs no service lookup of its own. */
    public static void run(Runnable action) {
        runUnder(BARE, action);
    }

    /** Runs an action under a loader: the way back for what is called by threads in this context. */
    public static void runUnder(ClassLoader loader, Runnable action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The loader itself, for threads that are never to leave this context. */
    public static ClassLoader loader() {
        return BARE;
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
