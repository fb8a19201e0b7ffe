package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.access.HostFilter.AllowedHosts;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class AllowedHostsTest {
    @Test
    void withoutAListEveryNameIsAllowed() {
        assertTrue(hosts("").allow(List.of("evil.example")));
        assertTrue(hosts("").allow(List.of()));
    }

    @Test
    void onlyTheNamesListedAreAllowed() {
        AllowedHosts hosts = hosts("Charts.example.org, 192.0.2.1, [::1], office.example:8443, ");
        for (String host : List.of("charts.example.org", "CHARTS.EXAMPLE.ORG", "charts.example.org.", "charts.example.org:8080",
                "charts.example.org.:80", "192.0.2.1:8080", "[::1]", "[::1]:8080", "office.example:8443")) {
            assertTrue(hosts.allow(List.of(host)), host);
        }
        for (String host : List.of("evil.example", "charts.example.org.evil.example", "evil-charts.example.org", "example.org", "",
                "charts.example.org:x", "charts.example.org@evil.example", "charts.example.org/", "charts.example.org evil.example",
                "192.0.2.11", "[::2]", "::1", "office.example", "office.example:80", "charts.example.org..")) {
            assertFalse(hosts.allow(List.of(host)), host);
        }
        assertFalse(hosts.allow(List.of()));
        assertFalse(hosts.allow(List.of("charts.example.org", "charts.example.org")));
    }

    @Test
    void defaultPortsMakeNoDifference() {
        assertTrue(hosts("charts.example.org:443").allow(List.of("charts.example.org")));
        assertTrue(hosts("charts.example.org").allow(List.of("charts.example.org:443")));
    }

    @Test
    void pathsThatNoBrowserSendsAreRefused() {
        for (String wrong : List.of("https://charts.example.org", "charts.example.org/", "*", "::1", "a:b", "bücher.example",
                "a..b", "exa_mple.org:0", "host:99999", "999.0.0.1", "[::1::2]")) {
            assertEquals("STOCKCHART_ALLOWED_HOSTS is \"" + wrong + "\" but must be names of hosts such as charts.example.org or [::1],"
                    + " with a port where only that is meant, separated by commas",
                    assertThrows(WrongSettingException.class, () -> hosts(wrong)).getMessage());
        }
    }

    @Test
    void listOfCommasDoesNotAllowEveryName() {
        assertThrows(WrongSettingException.class, () -> hosts(" , ,"));
    }

    private static AllowedHosts hosts(String list) {
        return AllowedHosts.from(new Settings(key -> Optional.of(list)));
    }
}
