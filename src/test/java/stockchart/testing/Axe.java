package stockchart.testing;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rules of accessibility that a program can check, as axe-core knows them. Test thread only. */
public final class Axe {
    private static final Path AXE = Path.of("webapp-static", "node_modules", "axe-core", "axe.min.js");
    private static final String RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => "
            + "violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`)))";

    private Axe() {}

    /** The violations of a page as it is now, as text: rule, element, reason. */
    public static Object violations(Page page) {
        try {
            page.evaluate(Files.readString(AXE));
        } catch (IOException missing) {
            throw new AssertionError("The build should have fetched axe-core: " + AXE.toAbsolutePath(), missing);
        }
        return page.evaluate(RUN);
    }
}
