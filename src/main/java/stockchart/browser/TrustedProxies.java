package stockchart.browser;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whose word counts when it tells for whom it has connected. Every proxy appends to {@code X-Forwarded-For} who has connected to
 * it; what stands before that may be a client's invention. Immutable; any thread.
 */
final class TrustedProxies {
    private final List<AddressBlock> blocks;

    TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = blocks;
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

    /** Servers tell with a link-local address through which of their interfaces it came. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
