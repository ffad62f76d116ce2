package io.coddiwomple.it.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.dns.DnsServer;
import io.coddiwomple.dns.ListenAddress;
import io.coddiwomple.dns.Zone;
import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.it.mesh.Peers;
import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.IpAddress;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The same zones in Knot DNS and in our own server, and the same questions to both. */
@Tag("peers")
class KnotTest {
    private static final int QUESTIONS = 10_000;
    private static final List<String> TYPES = List.of(
            "A", "A", "A", "AAAA", "AAAA", "PTR", "SOA", "NS", "MX", "TXT", "CNAME", "SRV", "HTTPS", "CAA", "TYPE4711");
    private static final List<String> REVERSE = List.of("240.in-addr.arpa", "0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Random random = new Random(2_026);
    private final TreeMap<String, List<IpAddress>> hosts = new TreeMap<>();

    @BeforeAll
    static void needsKnot() {
        Peers.need(List.of(), List.of("knotd", "dig"));
    }

    @Test
    void answersAsKnotDoes() throws Exception {
        fill();
        var data = new ZoneData(
                new TreeSet<>(List.of("global", "mesh.internal")),
                hosts,
                List.of(
                        Cidr.parse("240.0.0.0/8").orElseThrow(),
                        Cidr.parse("fd00::/64").orElseThrow()),
                30,
                2026,
                List.of(IpAddress.parse("192.0.2.53").orElseThrow()));
        var options = new DnsServer.Options(List.of(new ListenAddress("127.0.0.1", 0)), null, null, 0);
        int port = NameServer.freePort();
        configure(data, port);
        try (DnsServer own = DnsServer.bind(options, InstantSource.system());
                NameServer knot = NameServer.start(
                        folder,
                        port,
                        "global",
                        List.of("knotd", "-c", folder.resolve("knot.conf").toString()))) {
            own.serve(Zone.of(data));
            var different = new ArrayList<String>();
            var seen = new TreeMap<String, Integer>();
            try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
                for (int i = 0; i < QUESTIONS; i++) {
                    compare(socket, own.addresses().getFirst(), knot.address(), different, seen);
                }
            }
            assertThat(different).isEmpty();
            // What was asked is worth asking: each outcome came often.
            assertThat(seen)
                    .containsOnlyKeys(
                            "NOERROR with answers", "NOERROR without", "NXDOMAIN without", "REFUSED without", "cut");
            assertThat(seen.values()).allMatch(number -> number > QUESTIONS / 200);
        }
    }

    private void compare(
            DatagramSocket socket,
            InetSocketAddress own,
            InetSocketAddress knot,
            List<String> different,
            Map<String, Integer> seen)
            throws IOException {
        Message question = NameServer.question(name(), TYPES.get(random.nextInt(TYPES.size())));
        if (random.nextBoolean()) {
            question.addRecord(new OPTRecord(1232, 0, 0, random.nextBoolean() ? Flags.DO : 0), Section.ADDITIONAL);
        }
        Message ours = NameServer.ask(socket, own, question);
        Message theirs = NameServer.ask(socket, knot, question);
        boolean cut = ours.getHeader().getFlag(Flags.TC);
        seen.merge(
                cut
                        ? "cut"
                        : Rcode.string(ours.getRcode())
                                + (ours.getSection(Section.ANSWER).isEmpty() ? " without" : " with answers"),
                1,
                Integer::sum);
        if (!facts(ours, cut).equals(facts(theirs, cut)) && different.size() < 20) {
            different.add(question.getQuestion() + ": " + facts(ours, cut) + ", Knot: " + facts(theirs, cut));
        }
    }

    /** @param cut whether records do not count: servers differ in how many of too many they send */
    private static List<String> facts(Message message, boolean cut) {
        var facts = new ArrayList<String>();
        facts.add(Rcode.string(message.getRcode()));
        facts.add(message.getHeader().getFlag(Flags.AA) ? "aa" : "");
        facts.add(message.getHeader().getFlag(Flags.TC) ? "tc" : "");
        facts.add(String.valueOf(message.getQuestion()));
        OPTRecord opt = message.getOPT();
        facts.add(opt == null ? "no edns" : "edns " + opt.getVersion() + " " + opt.getFlags());
        if (!cut) {
            var records = new TreeSet<String>();
            message.getSection(Section.ANSWER)
                    .forEach(record -> records.add("answer " + record.getName() + text(record)));
            message.getSection(Section.AUTHORITY).stream()
                    .filter(record -> record.getType() == Type.SOA)
                    .forEach(record -> records.add("authority " + record.getName() + text(record)));
            facts.addAll(records);
        }
        return facts;
    }

    /** Knot points at the question from within data, so names there have its case; ours have the zone's. */
    private static String text(Record record) {
        return " " + record.getTTL() + " " + Type.string(record.getType()) + " "
                + record.rdataToString().toLowerCase(Locale.ROOT);
    }

    private void fill() {
        for (int i = 0; i < 300; i++) {
            String suffix = i % 3 == 0 ? ".mesh.internal" : ".global";
            put("s" + i + ".ns" + i % 17 + suffix, "240." + random.nextInt(200) + "." + i % 256 + ".1");
            if (i % 4 == 0) {
                put(
                        "d" + i + ".ns" + i % 17 + suffix,
                        "240.250." + i % 256 + ".2",
                        "fd00::" + Integer.toHexString(i + 1));
            }
            if (i % 10 == 0) {
                put("v" + i + ".deep.er.ns" + i % 17 + suffix, "fd00::a:" + Integer.toHexString(i + 1));
                put("*.w" + i + suffix, "240.251." + i % 256 + ".3");
                put("known.w" + i + suffix, "240.252." + i % 256 + ".3");
                put("x.y.w" + i + suffix, "240.253." + i % 256 + ".3");
            }
        }
        var many = new String[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = "240.254.0." + i;
        }
        put("many.global", many);
    }

    private void put(String host, String... addresses) {
        hosts.put(
                host,
                List.of(addresses).stream()
                        .map(text -> IpAddress.parse(text).orElseThrow())
                        .toList());
    }

    private String name() {
        List<String> known = List.copyOf(hosts.keySet());
        String host = known.get(random.nextInt(known.size()));
        String name = switch (random.nextInt(12)) {
            case 0 -> "new." + host;
            case 1 -> host.substring(host.indexOf('.') + 1);
            case 2 -> host.replaceFirst("^[^.]*", "zz" + random.nextInt(9));
            case 3 -> host.replaceFirst("^[^.]*", "a.b");
            case 4 ->
                List.of(
                                "global",
                                "mesh.internal",
                                "internal",
                                "example.com",
                                ".",
                                "arpa",
                                "ns.dns.global",
                                "dns.global")
                        .get(random.nextInt(8));
            case 5, 6 -> reverse(hosts.getOrDefault(host, List.of()).getFirst());
            case 7 -> REVERSE.get(random.nextInt(2));
            case 8 -> random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".240.in-addr.arpa";
            case 9 -> "many.global";
            default -> host;
        };
        return random.nextBoolean() ? mixed(name) : name;
    }

    private static String reverse(IpAddress address) {
        var name = new StringBuilder();
        String hex = "0".repeat(32) + address.value().toString(16);
        if (address.isIpv4()) {
            String[] parts = address.toString().split("\\.", -1);
            return parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0] + ".in-addr.arpa";
        }
        for (int i = hex.length() - 1; i >= hex.length() - 32; i--) {
            name.append(hex.charAt(i)).append('.');
        }
        return name.append("ip6.arpa").toString();
    }

    private String mixed(String name) {
        var mixed = new StringBuilder();
        name.chars().forEach(c -> mixed.append((char) (random.nextBoolean() ? Character.toUpperCase(c) : c)));
        return mixed.toString();
    }

    private void configure(ZoneData data, int port) throws IOException {
        var conf = new StringBuilder("""
                server:
                    listen: 127.0.0.1@%d
                    rundir: %s
                    pidfile: %s/knot.pid
                database:
                    storage: %s
                template:
                  - id: default
                    storage: %s
                    journal-content: none
                    zonefile-sync: -1
                    zonefile-load: whole
                zone:
                """.formatted(port, folder, folder, folder, folder));
        var zones = new ArrayList<String>(data.suffixes());
        zones.addAll(REVERSE);
        for (String zone : zones) {
            conf.append("  - domain: ")
                    .append(zone)
                    .append("\n    file: ")
                    .append(zone)
                    .append(".zone\n");
            Files.writeString(folder.resolve(zone + ".zone"), zone(zone, data));
        }
        Files.writeString(folder.resolve("knot.conf"), conf);
    }

    /** A zone file, made of the data without the code that is under test. */
    private static String zone(String zone, ZoneData data) {
        boolean reverse = REVERSE.contains(zone);
        String home = reverse ? data.suffixes().first() : zone;
        var text =
                new StringBuilder("%s. 30 SOA ns.dns.%s. hostmaster.%s. 2026 7200 1800 86400 30\n%s. 30 NS ns.dns.%s.\n"
                        .formatted(zone, home, home, zone, home));
        if (!reverse) {
            text.append("ns.dns.").append(zone).append(". 30 A 192.0.2.53\n");
        }
        var named = new TreeSet<IpAddress>();
        data.hosts()
                .forEach((host, addresses) -> addresses.forEach(address -> {
                    if (!reverse && host.endsWith("." + zone)) {
                        text.append("%s. 30 %s %s\n".formatted(host, address.isIpv4() ? "A" : "AAAA", address));
                    } else if (reverse
                            && reverse(address).endsWith("." + zone)
                            && !host.startsWith("*")
                            && named.add(address)) {
                        text.append("%s. 30 PTR %s.\n".formatted(reverse(address), host));
                    }
                }));
        return text.toString();
    }
}
