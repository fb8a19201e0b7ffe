package stockchart.settings;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Reads from the application server's MBeans on which HTTP ports it listens: WildFly's bound socket, Open Liberty's
 * endpoint, or Payara's configured listeners. Immutable; any thread.
 */
final class HttpListenerDiscovery {
    /** Payara keeps its configuration MBeans unloaded until this one is called to load them; that takes about a second. */
    private static final ObjectName AMX_LOADER = name("amx-support:type=boot-amx");

    private static final ObjectName AMX_LISTENERS = name("amx:type=network-listener,*");
    private static final ObjectName WILDFLY_SOCKETS = name("jboss.as:socket-binding-group=*,socket-binding=http");
    private static final ObjectName LIBERTY_ENDPOINTS = name("WebSphere:feature=channelfw,type=endpoint,name=*");
    private static final String LIBERTY_SECURE = "-ssl";
    /** How servers denote all addresses of the machine. */
    private static final Set<String> ANY = Set.of("", "*", "0.0.0.0", "::");
    private static final String PAYARA_ADMIN_LISTENER = "admin-listener";
    private static final Pattern PORT_RANGE = Pattern.compile("(\\d{1,5})\\D+(\\d{1,5})");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(.+)}");
    /** Payara Micro's automatic binding tries 5 ports by default; more candidates than this would take too long to probe. */
    private static final int MAX_RANGE = 50;

    private final MBeanServer server;
    private final UnaryOperator<String> property;

    /** @param property gives a system property, null when it is not set */
    HttpListenerDiscovery(MBeanServer server, UnaryOperator<String> property) {
        this.server = server;
        this.property = property;
    }

    /** Addresses without a path at which this server may listen: one if it is certain, several if they must be probed. */
    List<URI> origins() {
        List<URI> wildFly = server.queryNames(WILDFLY_SOCKETS, null).stream().flatMap(this::wildFlySocket).toList();
        if (!wildFly.isEmpty()) {
            return wildFly;
        }
        List<URI> liberty = server.queryNames(LIBERTY_ENDPOINTS, null).stream()
                .filter(endpoint -> !endpoint.getKeyProperty("name").endsWith(LIBERTY_SECURE))
                .flatMap(this::libertyEndpoint).toList();
        return liberty.isEmpty() ? payaraListeners() : liberty;
    }

    private Stream<URI> libertyEndpoint(ObjectName endpoint) {
        return attribute(endpoint, "Port").map(port -> origin(attribute(endpoint, "Host").orElse(""), port)).stream();
    }

    private Stream<URI> wildFlySocket(ObjectName socket) {
        return attribute(socket, "boundPort").map(port -> origin(attribute(socket, "boundAddress").orElse(""), port)).stream();
    }

    private List<URI> payaraListeners() {
        if (server.queryNames(AMX_LISTENERS, null).isEmpty() && server.isRegistered(AMX_LOADER)) {
            loadPayaraBeans();
        }
        String config = attribute(first("amx:type=server,name=" + property.apply("com.sun.aas.instanceName") + ",*"), "ConfigRef")
                .map(ref -> "config[" + ref + "]").orElse("");
        Set<ObjectName> listeners = new TreeSet<>(server.queryNames(AMX_LISTENERS, null));
        return listeners.stream()
                .filter(listener -> listener.getKeyProperty("pp").contains(config))
                .filter(listener -> !PAYARA_ADMIN_LISTENER.equals(listener.getKeyProperty("name")))
                .filter(listener -> attribute(listener, "Enabled").filter("true"::equalsIgnoreCase).isPresent())
                .filter(listener -> !isSecure(config, attribute(listener, "Protocol").orElse("")))
                .flatMap(listener -> ports(listener).map(port -> origin(attribute(listener, "Address").orElse(""), port)))
                .toList();
    }

    private void loadPayaraBeans() {
        try {
            server.invoke(AMX_LOADER, "bootAMX", null, null);
        } catch (JMException refused) {
            throw new IllegalStateException("Payara's configuration MBeans cannot be loaded", refused);
        }
    }

    private boolean isSecure(String config, String protocol) {
        return server.queryNames(name("amx:type=protocol,name=" + protocol + ",*"), null).stream()
                .filter(bean -> bean.getKeyProperty("pp").contains(config))
                .anyMatch(bean -> attribute(bean, "SecurityEnabled").filter("true"::equalsIgnoreCase).isPresent());
    }

    /**
     * With automatic binding Payara Micro leaves the default in Port and names the range it chose from; only the range counts then.
     */
    private Stream<String> ports(ObjectName listener) {
        Matcher range = PORT_RANGE.matcher(attribute(listener, "PortRange").orElse(""));
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = Math.min(Integer.parseInt(range.group(2)), first + MAX_RANGE - 1);
            return IntStream.rangeClosed(first, last).mapToObj(Integer::toString);
        }
        return attribute(listener, "Port").stream();
    }

    private Optional<String> attribute(ObjectName bean, String attribute) {
        if (bean == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(server.getAttribute(bean, attribute)).map(Objects::toString).map(this::resolved)
                    .filter(text -> !text.isBlank());
        } catch (JMException notThere) {
            return Optional.empty();
        }
    }

    /** Payara Server instances give a port as a reference to a system property. */
    private String resolved(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches() ? Objects.requireNonNullElse(property.apply(reference.group(1)), "") : text;
    }

    private ObjectName first(String pattern) {
        return server.queryNames(name(pattern), null).stream().findFirst().orElse(null);
    }

    private static URI origin(String address, String port) {
        boolean any = ANY.contains(address) || address.matches("0(:0){7}");
        String host = any ? "127.0.0.1" : address;
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException mistake) {
            throw new IllegalArgumentException("Not an MBean's name: " + text, mistake);
        }
    }
}
