package stockchart.shipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of what we ship of others, as {@code docs/THIRD-PARTY.md} has it. Pure functions. */
final class ThirdParty {
    static final Path FILE = Path.of("docs/THIRD-PARTY.md");

    private static final Pattern ROW = Pattern.compile("\\| `(?<name>[^`]+)` \\| (?<version>\\S+) \\| (?<licence>[^|]+) \\| \\S+ \\|");

    /** One library. The name of one from Maven has a colon. */
    record Library(String name, String version, String licence) implements Comparable<Library> {
        boolean isFromMaven() {
            return name.contains(":");
        }

        /** The file it is in {@code WEB-INF/lib}. */
        String jar() {
            return name.substring(name.indexOf(':') + 1) + "-" + version + ".jar";
        }

        @Override
        public int compareTo(Library other) {
            return toString().compareTo(other.toString());
        }
    }

    private ThirdParty() {}

    static Set<Library> fromMaven() {
        return read(true);
    }

    static Set<Library> fromNpm() {
        return read(false);
    }

    private static Set<Library> read(boolean maven) {
        Set<Library> rows = new TreeSet<>();
        Matcher row = ROW.matcher(text());
        while (row.find()) {
            Library library = new Library(row.group("name"), row.group("version"), row.group("licence"));
            if (library.isFromMaven() == maven) {
                rows.add(library);
            }
        }
        return rows;
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
