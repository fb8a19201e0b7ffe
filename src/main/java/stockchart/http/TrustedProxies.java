package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * The proxies whose {@code X-Forwarded-For} header is believed. Every proxy appends the address that has connected to it; what
 * stands before that may be a client's invention. Immutable; any thread.
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

    /** The client to which a request counts: its address in digits, or the network of one site. */
    public String client(HttpServletRequest request) {
        return client(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /**
     * The client to which a connection counts: the last address in the header that is not a trusted proxy, or the peer itself if it
     * is not trusted or the header cannot be read.
     *
     * @param peer the address of the other end of the connection, as the server reports it
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

    /** Servers append to a link-local address the interface through which it came. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /**
     * A block of addresses, as in {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a single address is one too. Immutable.
     *
     * @param first the address before the slash, of which only the first bits count
     * @param bits how many bits the addresses of the block have in common
     */
    record AddressBlock(InetAddress first, int bits) {
        /** Empty if it is neither an address nor a block of addresses. */
        static Optional<AddressBlock> of(String text) {
            int slash = text.indexOf('/');
            return NumericAddress.of(slash < 0 ? text : text.substring(0, slash)).flatMap(first -> {
                int all = first.getAddress().length * Byte.SIZE;
                if (slash < 0) {
                    return Optional.of(new AddressBlock(first, all));
                }
                String bits = text.substring(slash + 1);
                return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= all
                        ? Optional.of(new AddressBlock(first, Integer.parseInt(bits))) : Optional.empty();
            });
        }

        boolean contains(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Addresses in digits. Nothing here queries a name server: what clients write must not make the server wait. Stateless. */
    static final class NumericAddress {
        private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
        /** With a colon, so that it is never taken for a name. */
        private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");
        private static final int SITE = 8;

        private NumericAddress() {}

        /** The address, an IPv4-mapped IPv6 one as IPv4; empty if it is not in digits, such as a name or an address with a port. */
        static Optional<InetAddress> of(String text) {
            if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(InetAddress.getByName(text));
            } catch (UnknownHostException malformed) {
                return Optional.empty();
            }
        }

        /** What counts as one client: an IPv4 address, or the 64 bits of an IPv6 address that one site has to itself. */
        static String client(InetAddress address) {
            if (!(address instanceof Inet6Address)) {
                return address.getHostAddress();
            }
            byte[] bytes = address.getAddress();
            Arrays.fill(bytes, SITE, bytes.length, (byte) 0);
            try {
                return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
