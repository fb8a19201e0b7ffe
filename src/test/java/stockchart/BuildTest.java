package stockchart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the files of the build say of what the product is made with. */
class BuildTest {
    @Test
    void theApisTheProductIsMadeWithAreDependenciesByName() throws IOException {
        String pom = Files.readString(Path.of("pom.xml")).replaceAll("\\s+", "");
        String dependencies = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
        for (String api : new String[] {"jakarta.websocket", "jakarta.json"}) {
            assertTrue(dependencies.matches(".*<dependency><groupId>" + api + "</groupId><artifactId>" + api
                    + "-api</artifactId>(<version>[^<]+</version>)?<scope>provided</scope></dependency>.*"), api);
        }
    }
}
