package stockchart.shipped;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The WAR the build made, as a file. Test thread only. */
final class BuiltWar implements AutoCloseable {
    private static final String LIBRARIES = "WEB-INF/lib/";

    private final ZipFile file;

    BuiltWar() throws IOException {
        file = new ZipFile(new File(System.getProperty("it.war")));
    }

    /** All files in it, by their path. */
    Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).forEach(paths::add);
        return paths;
    }

    /** The times that its files and folders have, without a zone, as ZIP stores them. */
    Set<LocalDateTime> times() {
        return file.stream().map(ZipEntry::getTimeLocal).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the jars it carries. */
    Set<String> libraries() {
        Set<String> jars = new TreeSet<>();
        paths().stream().filter(path -> path.startsWith(LIBRARIES)).map(path -> path.substring(LIBRARIES.length())).forEach(jars::add);
        return jars;
    }

    /** The files in one of these jars, by their path. */
    List<String> insideLibrary(String jar) throws IOException {
        List<String> paths = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(open(LIBRARIES + jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                paths.add(entry.getName());
            }
        }
        return paths;
    }

    String text(String path) throws IOException {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The parts that a CycloneDX document in {@code META-INF/sbom} names. */
    List<JsonObject> components(String name) throws IOException {
        try (InputStream in = open("META-INF/sbom/" + name)) {
            return Json.createReader(in).readObject().getJsonArray("components").getValuesAs(JsonObject.class);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private InputStream open(String path) throws IOException {
        ZipEntry entry = file.getEntry(path);
        if (entry == null) {
            throw new AssertionError("The WAR has no " + path);
        }
        return file.getInputStream(entry);
    }
}
