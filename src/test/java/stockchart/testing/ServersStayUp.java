package stockchart.testing;

import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Keeps Arquillian from ending a class's deployments, and with them their servers, when the class ends: the next one may use
 * them, see {@link SharedServer}. The adapter ends the servers with this virtual machine.
 */
public final class ServersStayUp implements LoadableExtension {
    private static int runs;

    @Override
    public void register(ExtensionBuilder builder) {
        runs++;
        Fork.publish();
        builder.observer(Swallow.class);
    }

    /** The number of the present run of Arquillian in this virtual machine, from 1: surefire starts one for each class in forks. */
    static int runs() {
        return runs;
    }

    /** Takes the event before Arquillian's own observers and does not hand it on. */
    public static final class Swallow {
        private static final int FIRST = 100;

        public void keep(@Observes(precedence = FIRST) EventContext<UnDeployManagedDeployments> end) {
            // Not proceeding is all that is to be done.
        }
    }
}
