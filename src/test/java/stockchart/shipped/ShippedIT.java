package stockchart.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.shipped.ThirdParty.Library;

/** What of others is in the WAR is listed, its licences come with it. Needs the WAR and no server. */
class ShippedIT {
    private static final String ADVICE = "; " + ThirdParty.FILE + " says what to do";
    private static final Path LOCK = Path.of("webapp-static/package-lock.json");
    /** Given to the public. */
    private static final String DEMANDS_NOTHING = "CC0-1.0";
    private static final String IN_LOCK = "node_modules/";

    private BuiltWar war;

    @BeforeEach
    void open() throws IOException {
        war = new BuiltWar();
    }

    @AfterEach
    void close() throws IOException {
        war.close();
    }

    @Test
    void everyJarIsListed() {
        assertEquals(sorted(ThirdParty.fromMaven(), Library::jar), war.libraries(), "jars in the WAR" + ADVICE);
    }

    @Test
    void everyPackageInThePageIsListed() throws IOException {
        assertEquals(sorted(ThirdParty.fromNpm(), library -> library.name() + " " + library.version() + " " + library.licence()),
                sorted(war.components("page.cdx.json"), part -> npmName(part) + " " + part.getString("version") + " " + licence(part)),
                "packages in the page" + ADVICE);
    }

    @Test
    void everyPackageThePageDependsOnIsSeenByItsBuild() throws IOException {
        assertEquals(lockedForProduction(), sorted(war.components("page.cdx.json"), ShippedIT::npmName),
                "packages in the page; the list is made of the page's own modules, so a package only a worker needs is missing in it");
    }

    @Test
    void theBillOfTheServersPartNamesEachJar() throws IOException {
        List<JsonObject> parts = war.components("application.cdx.json");
        assertEquals(war.libraries(), sorted(parts, part -> part.getString("name") + "-" + part.getString("version") + ".jar"));
        Map<String, Library> listed = ThirdParty.fromMaven().stream().collect(Collectors.toMap(Library::name, Function.identity()));
        for (JsonObject part : parts) {
            String listedLicence = listed.get(part.getString("group") + ":" + part.getString("name")).licence();
            assertTrue(listedLicence.startsWith(licence(part)), part.getString("name") + ": " + listedLicence + ADVICE);
        }
    }

    @Test
    void everyJarComesWithItsLicence() throws IOException {
        for (Library library : ThirdParty.fromMaven()) {
            String text = "META-INF/licences/" + library.licence() + ".txt";
            assertTrue(library.licence().equals(DEMANDS_NOTHING) || carriesLicence(library.jar()) || war.paths().contains(text),
                    library.jar() + " carries no licence, and the WAR has no " + text + ADVICE);
        }
    }

    @Test
    void thePageComesWithTheLicencesOfItsPackages() throws IOException {
        String licences = war.text("WEB-INF/page/licences.txt");
        for (Library library : ThirdParty.fromNpm()) {
            String heading = "## " + library.name() + " - " + library.version() + " (" + library.licence() + ")\n";
            int start = licences.indexOf(heading);
            assertTrue(start >= 0, "licences.txt lacks " + heading);
            String text = licences.substring(start + heading.length()).split("\n## ", 2)[0];
            assertTrue(text.contains("Copyright") || text.contains("Apache License"), library.name() + " has no licence's text: " + text);
        }
    }

    @Test
    void noCodeOfOthersHidesAmongOurs() {
        Set<String> foreign = war.paths().stream().filter(path -> path.endsWith(".class"))
                .filter(path -> !path.startsWith("WEB-INF/classes/stockchart/")).collect(Collectors.toSet());
        assertEquals(Set.of(), foreign);
    }

    @Test
    void ourOwnLicenceAndTheListComeWithTheWar() throws IOException {
        assertEquals(Files.readString(Path.of("LICENSE")), war.text("META-INF/LICENSE"));
        assertEquals(Files.readString(ThirdParty.FILE), war.text("META-INF/THIRD-PARTY.md"));
    }

    /** What else makes two builds differ, {@code .ci/reproducible} finds. */
    @Test
    void nothingInTheWarRevealsWhenItWasBuilt() throws IOException {
        assertEquals(1, war.times().size(), () -> "times of the files: " + war.times());
        for (String bill : List.of("application.cdx.json", "page.cdx.json")) {
            String text = war.text("META-INF/sbom/" + bill);
            assertFalse(text.contains("\"serialNumber\"") || text.contains("\"timestamp\""), bill);
        }
    }

    private boolean carriesLicence(String jar) throws IOException {
        return war.insideLibrary(jar).stream().anyMatch(path -> path.matches("META-INF/(LICENSE|LICENCE|COPYING|hsqldb_lic)[^/]*"));
    }

    private static Set<String> lockedForProduction() throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(LOCK))) {
            Set<String> names = new TreeSet<>();
            reader.readObject().getJsonObject("packages").forEach((path, entry) -> {
                if (path.startsWith(IN_LOCK) && !entry.asJsonObject().getBoolean("dev", false)) {
                    names.add(path.substring(path.lastIndexOf(IN_LOCK) + IN_LOCK.length()));
                }
            });
            assertFalse(names.isEmpty(), LOCK.toString());
            return names;
        }
    }

    /** CycloneDX keeps the scope of a package's name apart. */
    private static String npmName(JsonObject part) {
        return part.containsKey("group") ? part.getString("group") + "/" + part.getString("name") : part.getString("name");
    }

    /** The first one's SPDX name, or what it is called where it has none. */
    private static String licence(JsonObject part) {
        JsonObject licence = part.getJsonArray("licenses").getJsonObject(0).getJsonObject("license");
        return licence.getString("id", licence.getString("name", "no name"));
    }

    private static <T> Set<String> sorted(Collection<T> all, Function<T, String> name) {
        return all.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    }
}
