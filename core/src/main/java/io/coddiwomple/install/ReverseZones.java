package io.coddiwomple.install;

import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The zones under {@code in-addr.arpa} (RFC 1035, 3.5) and {@code ip6.arpa} (RFC 3596, 2.5) that hold a pool. */
final class ReverseZones {
    private ReverseZones() {}

    /** As few zones as hold nothing but the pool, in the order of their addresses. */
    static List<String> of(AddressPool pool) {
        var zones = new ArrayList<String>();
        add(pool.ipv4(), zones);
        add(pool.ipv6(), zones);
        return zones;
    }

    private static void add(@Nullable Cidr range, List<String> zones) {
        if (range == null) {
            return;
        }
        boolean ipv4 = range.base().isIpv4();
        int step = ipv4 ? 8 : 4;
        // Without a label there would be the whole of in-addr.arpa, which others answer for.
        int labels = Math.max(1, Math.ceilDiv(range.prefix(), step));
        int shift = range.base().bits() - labels * step;
        BigInteger first = range.base().value().shiftRight(shift);
        int count = 1 << Math.max(0, labels * step - range.prefix());
        for (int at = 0; at < count; at++) {
            zones.add(zone(first.add(BigInteger.valueOf(at)), labels, ipv4));
        }
    }

    private static String zone(BigInteger value, int labels, boolean ipv4) {
        var name = new StringBuilder();
        BigInteger rest = value;
        int step = ipv4 ? 8 : 4;
        for (int label = 0; label < labels; label++) {
            int part = rest.intValue() & (1 << step) - 1;
            name.append(ipv4 ? Integer.toString(part) : Integer.toHexString(part))
                    .append('.');
            rest = rest.shiftRight(step);
        }
        return name.append(ipv4 ? "in-addr.arpa" : "ip6.arpa").toString();
    }

    /** Whether an address is in one of the pool's ranges. */
    static boolean holds(AddressPool pool, IpAddress address) {
        Cidr ipv4 = pool.ipv4();
        Cidr ipv6 = pool.ipv6();
        return ipv4 != null && ipv4.contains(address) || ipv6 != null && ipv6.contains(address);
    }
}
