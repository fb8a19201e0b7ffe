package stockchart.testing.server;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Puts {@link FullServer} in the place of Payara Micro's adapter, when a full server is to be tested. */
public final class FullServers implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        if ("full-server".equals(System.getProperty("arquillian.launch"))) {
            builder.override(DeployableContainer.class, PayaraMicroDeployableContainer.class, FullServer.class);
        }
    }
}
