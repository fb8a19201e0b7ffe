package stockchart.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class LocalUrlTest {
    private static final String LISTENERS = "amx:pp=/domain/configs/config[%s]/network-config/network-listeners,type=network-listener,name=%s";
    private static final String PROTOCOLS = "amx:pp=/domain/configs/config[%s]/network-config/protocols,type=protocol,name=%s";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Map<String, String> properties = new HashMap<>(Map.of("com.sun.aas.instanceName", "server"));
    private final List<URI> probed = new ArrayList<>();
    private int answeringPort;
    private final LocalUrl local = new LocalUrl(new HttpListenerDiscovery(server, properties::get), this::probe);

    @Test
    void isUnknownBeforeTheContextStarts() throws Exception {
        wildFly(8080, "127.0.0.1");
        assertThrows(IllegalStateException.class, local::get);
    }

    @Test
    void isUnknownOnServerWithoutMBeans() {
        local.servedAt("");
        assertThrows(IllegalStateException.class, local::get);
    }

    @Test
    void wildFlysBoundSocketIsUsed() throws Exception {
        wildFly(8180, "10.0.0.7");
        local.servedAt("/stock-chart");
        assertEquals("http://10.0.0.7:8180/stock-chart", local.get().toString());
    }

    @Test
    void wildFlysUnboundSocketIsNotKnownYet() throws Exception {
        bean("jboss.as:socket-binding-group=standard-sockets,socket-binding=http", new HashMap<>());
        local.servedAt("");
        assertThrows(IllegalStateException.class, local::get);
    }

    @Test
    void libertysPlainEndpointIsUsed() throws Exception {
        bean("WebSphere:feature=channelfw,type=endpoint,name=defaultHttpEndpoint", Map.of("Port", 9080, "Host", "*"));
        bean("WebSphere:feature=channelfw,type=endpoint,name=defaultHttpEndpoint-ssl", Map.of("Port", 9443, "Host", "*"));
        local.servedAt("/x");
        assertEquals("http://127.0.0.1:9080/x", local.get().toString());
        assertTrue(probed.isEmpty());
    }

    @Test
    void payarasPlainListenerIsUsed() throws Exception {
        payara("server-config", "http-listener-1", "8081", "0.0.0.0", false);
        payara("server-config", "http-listener-2", "8181", "0.0.0.0", true);
        payara("server-config", "admin-listener", "4848", "0.0.0.0", false);
        payara("default-config", "http-listener-1", "${HTTP_LISTENER_PORT}", "0.0.0.0", false);
        local.servedAt("/x");
        assertEquals("http://127.0.0.1:8081/x", local.get().toString());
        assertTrue(probed.isEmpty());
    }

    @Test
    void payarasReferenceIsResolved() throws Exception {
        payara("server-config", "http-listener-1", "${HTTP_LISTENER_PORT}", "::", false);
        properties.put("HTTP_LISTENER_PORT", "28080");
        local.servedAt("");
        assertEquals("http://127.0.0.1:28080", local.get().toString());
    }

    @Test
    void portOfAnAutomaticRangeIsTheOneThatAnswersAsOurs() throws Exception {
        payara("server-config", "http-listener", "8080", "0.0.0.0", false).values.put("PortRange", "18431,18436");
        local.servedAt("/x");
        assertThrows(IllegalStateException.class, local::get);
        answeringPort = 18433;
        assertEquals("http://127.0.0.1:18433/x", local.get().toString());
    }

    @Test
    void lazyPayaraBeansAreLoaded() throws Exception {
        Bean loader = bean("amx-support:type=boot-amx", new HashMap<>());
        loader.onInvoke = () -> payara("server-config", "http-listener", "8082", "127.0.0.1", false);
        local.servedAt("");
        assertEquals("http://127.0.0.1:8082", local.get().toString());
    }

    @Test
    void onlyTheOwnNonceIsRecognised() throws Exception {
        payara("server-config", "http-listener", "8080", "0.0.0.0", false).values.put("PortRange", "1,2");
        local.servedAt("");
        assertThrows(IllegalStateException.class, local::get);
        String path = probed.get(0).getPath();
        assertTrue(local.isOwnNonce(path.substring(LocalUrl.PROBE_PATH.length())));
        assertFalse(local.isOwnNonce(""));
    }

    private boolean probe(URI address) {
        probed.add(address);
        return address.getPort() == answeringPort;
    }

    private void wildFly(int port, String address) throws Exception {
        bean("jboss.as:socket-binding-group=standard-sockets,socket-binding=http", Map.of("boundPort", port, "boundAddress", address));
    }

    private Bean payara(String config, String name, String port, String address, boolean secure) throws Exception {
        String serverBean = "amx:pp=/domain/servers,type=server,name=server";
        if (!server.isRegistered(new ObjectName(serverBean))) {
            bean(serverBean, Map.of("ConfigRef", "server-config"));
        }
        bean(PROTOCOLS.formatted(config, name), Map.of("SecurityEnabled", Boolean.toString(secure)));
        return bean(LISTENERS.formatted(config, name), new HashMap<>(Map.of("Port", port, "Address", address, "Enabled", "true", "Protocol", name)));
    }

    private Bean bean(String name, Map<String, Object> values) throws Exception {
        Bean bean = new Bean(values);
        server.registerMBean(bean, new ObjectName(name));
        return bean;
    }

    private interface Step {
        void run() throws Exception;
    }

    /** An MBean with the given attributes and one operation of any name. */
    private static final class Bean implements DynamicMBean {
        private final Map<String, Object> values;
        private Step onInvoke = () -> { };

        Bean(Map<String, Object> values) {
            this.values = values;
        }

        @Override
        public Object getAttribute(String attribute) throws AttributeNotFoundException {
            if (!values.containsKey(attribute)) {
                throw new AttributeNotFoundException(attribute);
            }
            return values.get(attribute);
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            try {
                onInvoke.run();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
            return null;
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException(attribute.getName());
        }

        @Override
        public AttributeList getAttributes(String[] attributes) {
            return new AttributeList();
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            return new AttributeList();
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Bean.class.getName(), "", null, null, null, null);
        }
    }
}
