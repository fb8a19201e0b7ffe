package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import stockchart.settings.Settings;
import stockchart.settings.WrongSettingException;

/**
 * Whose word counts when it tells for whom it has connected. Every proxy appends to {@code X-Forwarded-For} who has connected to
 * it; what stands before that may be a client's invention. Immutable; any thread.
 */
public final class TrustedProxies {
    private static final String KEY = "STOCKCHART_TRUSTED_PROXIES";

    private final List<AddressBlock> blocks;

    TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = blocks;
    }

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static TrustedProxies from(Settings settings) {
        return new TrustedProxies(settings.list(KEY, "", TrustedProxies::block));
    }

    /** The client that a request counts for: its address in digits, or the network of one site. */
    public String client(HttpServletRequest request) {
        return client(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /**
     * The client that a connection counts for: the last one in the header that is no proxy of ours, or the peer itself if that is
     * none of ours or the header cannot be read.
     *
     * @param peer the address of the other end of the connection, as the server tells it
     * @param forwardedFor the values of the {@code X-Forwarded-For} headers in their order
     */
    String client(String peer, List<String> forwardedFor) {
        Optional<InetAddress> other = NumericAddress.of(withoutZone(peer));
        if (other.isEmpty()) {
            return peer;
        }
        return NumericAddress.client(trusts(other.get()) ? forwarded(other.get(), forwardedFor) : other.get());
    }

    private InetAddress forwarded(InetAddress peer, List<String> forwardedFor) {
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        InetAddress client = peer;
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            Optional<InetAddress> hop = NumericAddress.of(hops[i].strip());
            if (hop.isEmpty()) {
                return peer;
            }
            client = hop.get();
        }
        return client;
    }

    private boolean trusts(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static AddressBlock block(String text) {
        return AddressBlock.of(text).orElseThrow(() -> WrongSettingException.of(KEY, text,
                "addresses in digits or blocks of them such as 10.0.0.0/8 or 2001:db8::/32, separated by commas"));
    }

    /** Servers tell with a link-local address through which of their interfaces it came. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
