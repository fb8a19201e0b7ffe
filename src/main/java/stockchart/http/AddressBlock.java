package stockchart.http;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of addresses, as in {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a single address is one too. Immutable.
 *
 * @param first the address before the slash, of which only the first bits count
 * @param bits how many bits the addresses of the block have in common
 */
record AddressBlock(InetAddress first, int bits) {
    /** Empty if it is neither an address nor a block of them. */
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
