package stockchart;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The arrows between the packages: which may import which. Every package of ours is named here, so a new one must be placed.
 *
 * <p>Rules are methods, because surefire leaves out rules that are fields.
 */
@AnalyzeClasses(packages = "stockchart", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageArrowsTest {
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("text", Set.of()),
            entry("platform", Set.of()),
            entry("platform.concurrent", Set.of("text")),
            entry("platform.websocket", Set.of("platform", "platform.concurrent", "text")),
            entry("settings", Set.of("text")),
            entry("http", Set.of("platform", "platform.concurrent", "settings", "text")),
            entry("access", Set.of("http", "platform.concurrent", "settings", "text")),
            entry("market", Set.of("text")),
            entry("tape", Set.of("market")),
            entry("hub", Set.of("tape", "market", "platform.concurrent", "settings")),
            entry("simulator", Set.of("http", "platform.websocket", "platform.concurrent", "market", "settings", "text")),
            entry("rest", Set.of("simulator", "platform.concurrent", "settings", "text")),
            entry("feed.finnhub", Set.of("market", "text")),
            entry("feed", Set.of("feed.finnhub", "simulator", "hub", "market", "platform.websocket", "platform.concurrent",
                    "settings", "text")),
            entry("client.protocol", Set.of("hub", "tape", "market", "platform.websocket", "text")),
            entry("client.admission", Set.of("client.protocol", "http", "market", "platform.concurrent", "settings")),
            entry("client.session", Set.of("client.admission", "client.protocol", "hub", "tape", "market", "platform.websocket",
                    "platform.concurrent", "settings")),
            entry("client", Set.of("client.session", "client.admission", "client.protocol", "hub", "http", "platform.websocket",
                    "platform.concurrent", "settings")),
            entry("catalog", Set.of("http", "rest", "hub", "market", "platform.concurrent", "settings", "text")),
            entry("quotes", Set.of("http", "rest", "hub", "market", "platform.concurrent", "settings", "text")),
            entry("firstvisit", Set.of("history", "catalog", "quotes", "client.session", "http", "hub", "market", "platform.concurrent",
                    "settings")),
            entry("history.providers", Set.of("rest", "tape", "market", "platform.concurrent", "settings", "text")),
            entry("dialect", Set.of("history", "history.providers", "catalog", "quotes", "rest", "http", "tape", "market", "text")),
            entry("history.store", Set.of("tape", "market", "text")),
            entry("history.sources", Set.of("history.store", "tape", "market")),
            entry("history.backfill", Set.of("history.sources", "history.providers", "history.store", "rest", "tape", "market",
                    "platform.concurrent")),
            entry("history", Set.of("history.backfill", "history.sources", "history.providers", "history.store", "catalog", "rest",
                    "hub", "tape", "market", "simulator", "http", "platform.concurrent", "settings", "text")),
            entry("cluster.redis", Set.of("market", "text")),
            entry("cluster", Set.of("cluster.redis", "rest", "hub", "market", "platform.concurrent", "settings", "text")),
            entry("admin", Set.of("feed", "client", "client.session", "history", "history.backfill", "rest", "hub", "market", "http",
                    "platform.websocket", "platform.concurrent", "settings")),
            entry("startup", Set.of("admin", "access", "cluster", "feed", "client", "client.session", "client.admission", "catalog",
                    "history", "history.providers", "firstvisit", "rest", "hub", "simulator", "http", "platform.concurrent", "settings",
                    "text")));

    @ArchTest
    static void noCycles(JavaClasses classes) {
        slices().matching("stockchart.(*)..").should().beFreeOfCycles()
                .check(classes);
    }

    @ArchTest
    static void noCyclesWithinRooms(JavaClasses classes) {
        slices().matching("stockchart.(**)").should().beFreeOfCycles()
                .check(classes);
    }

    @ArchTest
    static void marketAndTapeArePureJava(JavaClasses classes) {
        noClasses().that().resideInAnyPackage("stockchart.market", "stockchart.tape")
                .should().dependOnClassesThat().resideInAPackage("jakarta..")
                .check(classes);
    }

    @ArchTest
    static void onlyCodecsKnowJsonText(JavaClasses classes) {
        noClasses().that().haveSimpleNameNotEndingWith("Codec").and().haveSimpleNameNotEndingWith("Servlet")
                .and().resideOutsideOfPackage("stockchart.simulator")
                .should().dependOnClassesThat().resideInAPackage("jakarta.json..")
                .check(classes);
    }

    @ArchTest
    static void onlyTheClustersStoreKnowsRedis(JavaClasses classes) {
        noClasses().that().resideOutsideOfPackage("stockchart.cluster.redis")
                .should().dependOnClassesThat().resideInAPackage("redis..")
                .check(classes);
    }

    @ArchTest
    static void onlyThePlatformSends(JavaClasses classes) {
        noClasses().that().resideOutsideOfPackage("stockchart.platform.websocket")
                .should().dependOnClassesThat().haveFullyQualifiedName("jakarta.websocket.RemoteEndpoint$Async")
                .check(classes);
    }

    /** {@link stockchart.http.JsonResponse} gives the reason. */
    @ArchTest
    static void noJaxRs(JavaClasses classes) {
        noClasses().should().dependOnClassesThat().resideInAPackage("jakarta.ws.rs..")
                .check(classes);
    }

    /** Annotations give no order, and it matters who sees a request first: see web.xml. */
    @ArchTest
    static void filtersAreMappedInOrder(JavaClasses classes) {
        noClasses().should().beAnnotatedWith("jakarta.servlet.annotation.WebFilter")
                .check(classes);
    }

    /** Such a method is no part of the bean, and WildFly warns of it at each start. */
    @ArchTest
    static void beansHaveNoPublicStaticMethods(JavaClasses classes) {
        noMethods().that().areDeclaredInClassesThat().areAnnotatedWith("jakarta.ejb.Singleton").and().arePublic()
                .should().beStatic().orShould().beFinal()
                .check(classes);
    }

    /** The hub shows each room the role it needs, so that a role can be implemented by something else, or by another node. */
    @ArchTest
    static void roomsSeeRolesOfTheHub(JavaClasses classes) {
        noClasses().that().resideOutsideOfPackage("stockchart.hub")
                .should().dependOnClassesThat().haveFullyQualifiedName("stockchart.hub.Subscriptions")
                .check(classes);
    }

    @ArchTest
    static void feedSeesNoClients(JavaClasses classes) {
        noClasses().that().resideInAPackage("stockchart.feed..")
                .should().dependOnClassesThat(simpleName("SubscriptionHub").or(simpleName("HubStats")))
                .check(classes);
    }

    @ArchTest
    static void clientsSeeNoFeed(JavaClasses classes) {
        noClasses().that().resideInAPackage("stockchart.client..")
                .should().dependOnClassesThat(simpleName("TradeSink").or(simpleName("Demand")))
                .check(classes);
    }

    @ArchTest
    static void everyPackageHasItsPlace(JavaClasses classes) {
        Set<String> packages = classes.stream().map(type -> type.getPackageName().replaceFirst("stockchart\\.?", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(MAY_IMPORT.keySet()), packages);
    }

    @ArchTest
    static void importsFollowTheArrows(JavaClasses classes) {
        LayeredArchitecture arrows = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : MAY_IMPORT.keySet()) {
            arrows = arrows.layer(name).definedBy("stockchart." + name);
        }
        for (Map.Entry<String, Set<String>> arrow : MAY_IMPORT.entrySet()) {
            arrows = arrow.getValue().isEmpty()
                    ? arrows.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
                    : arrows.whereLayer(arrow.getKey()).mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        arrows.check(classes);
    }
}
