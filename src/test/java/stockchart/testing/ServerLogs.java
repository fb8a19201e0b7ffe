package stockchart.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the servers of this run have logged. */
public final class ServerLogs {
    private ServerLogs() {}

    /** All lines that contain a text. */
    public static List<String> lines(String text) {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("it.output")))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .flatMap(file -> read(file).lines()).filter(line -> line.contains(text)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A server may be writing it, so its end may be half a character. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
