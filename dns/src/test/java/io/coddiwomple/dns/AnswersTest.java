package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Questions and the sections of their answers. */
class AnswersTest {
    private static final String SOA = "global. 30 IN SOA ns.dns.global. hostmaster.global. 2026 7200 1800 86400 30";

    private final Exchange exchange = Exchange.overUdp();

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "httpbin.bar.global, A,     NOERROR,  httpbin.bar.global. 30 IN A 240.1.2.3",
        "dual.bar.global,    A,     NOERROR,  dual.bar.global. 30 IN A 240.1.2.4",
        "dual.bar.global,    AAAA,  NOERROR,  dual.bar.global. 30 IN AAAA fd00:0:0:0:0:0:0:4",
        "httpbin.bar.global, AAAA,  NOERROR,  ",
        "six.bar.global,     A,     NOERROR,  ",
        "six.bar.global,     AAAA,  NOERROR,  six.bar.global. 30 IN AAAA fd00:0:0:0:0:0:0:6",
        "empty.bar.global,   A,     NOERROR,  ",
        "httpbin.bar.global, MX,    NOERROR,  ",
        "httpbin.bar.global, HTTPS, NOERROR,  ",
        "httpbin.bar.global, SOA,   NOERROR,  ",
        "httpbin.bar.global, NS,    NOERROR,  ",
        "httpbin.bar.global, PTR,   NOERROR,  ",
        // Empty non-terminals exist.
        "bar.global,         A,     NOERROR,  ",
        "wild.global,        A,     NOERROR,  ",
        "bar.global,         ANY,   NOERROR,  ",
        "er.wild.global,     AAAA,  NOERROR,  ",
        // Wildcards, as RFC 4592 has them: what exists stops them.
        "new.wild.global,    A,     NOERROR,  new.wild.global. 30 IN A 240.1.2.5",
        "a.new.wild.global,  A,     NOERROR,  a.new.wild.global. 30 IN A 240.1.2.5",
        "new.wild.global,    AAAA,  NOERROR,  ",
        "known.wild.global,  A,     NOERROR,  known.wild.global. 30 IN A 240.1.2.6",
        "x.known.wild.global,A,     NXDOMAIN, ",
        "x.er.wild.global,   A,     NXDOMAIN, ",
        "*.wild.global,      A,     NOERROR,  *.wild.global. 30 IN A 240.1.2.5",
        // The apex.
        "global,             A,     NOERROR,  ",
        "global,             SOA,   NOERROR,  global. 30 IN SOA ns.dns.global. hostmaster.global. 2026 7200 1800 86400 30",
        "global,             NS,    NOERROR,  global. 30 IN NS ns.dns.global.",
        "global,             ANY,   NOERROR,  global. 30 IN HINFO \"RFC8482\" \"\"",
        "ns.dns.global,      A,     NOERROR,  ns.dns.global. 30 IN A 192.0.2.53",
        "httpbin.bar.global, ANY,   NOERROR,  httpbin.bar.global. 30 IN HINFO \"RFC8482\" \"\"",
        "new.wild.global,    ANY,   NOERROR,  new.wild.global. 30 IN HINFO \"RFC8482\" \"\"",
        // Names that are not.
        "nope.global,        A,     NXDOMAIN, ",
        "nope.global,        ANY,   NXDOMAIN, ",
        "x.httpbin.bar.global,AAAA, NXDOMAIN, ",
        "httpbin.global,     A,     NXDOMAIN, ",
    })
    void answersInTheZone(String name, String type, String rcode, String answer) {
        Message response = exchange.ask(name, Type.value(type));
        assertThat(Rcode.string(response.getRcode())).isEqualTo(rcode);
        assertThat(Exchange.answers(response)).isEqualTo(answer == null ? List.of() : List.of(answer));
        assertThat(Exchange.records(response, Section.AUTHORITY)).isEqualTo(answer == null ? List.of(SOA) : List.of());
        assertThat(response.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(response.getHeader().getFlag(Flags.RA)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "com,                          A",
        "www.example.com,              A",
        "globals,                      SOA",
        "xglobal,                      A",
        "arpa,                         SOA",
        "in-addr.arpa,                 SOA",
        "1.0.0.10.in-addr.arpa,        PTR",
        "1.0.0.255.in-addr.arpa,       PTR",
        "1.0.0.239.in-addr.arpa,       PTR",
        "httpbin.bar.global,           AXFR",
        "global,                       IXFR",
    })
    void refusesWhatIsOutside(String name, String type) {
        Message response = exchange.ask(name, Type.value(type));
        assertThat(response.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(response.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(Exchange.answers(response)).isEmpty();
        assertThat(Exchange.records(response, Section.AUTHORITY)).isEmpty();
        assertThat(response.getQuestion().getType()).isEqualTo(Type.value(type));
    }

    @Test
    void refusesTheRootAndOtherClasses() throws Exception {
        assertThat(exchange.ask(Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN)))
                        .getRcode())
                .isEqualTo(Rcode.REFUSED);
        Name name = Name.fromString("httpbin.bar.global.");
        for (int other : List.of(DClass.CHAOS, DClass.HESIOD, DClass.NONE, DClass.ANY)) {
            assertThat(exchange.ask(Message.newQuery(Record.newRecord(name, Type.A, other)))
                            .getRcode())
                    .isEqualTo(Rcode.REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.2.1.240.in-addr.arpa, PTR, NOERROR, 3.2.1.240.in-addr.arpa. 30 IN PTR httpbin.bar.global.",
        "4.2.1.240.in-addr.arpa, PTR, NOERROR, 4.2.1.240.in-addr.arpa. 30 IN PTR dual.bar.global.",
        "3.2.1.240.in-addr.arpa, A,   NOERROR, ",
        "2.1.240.in-addr.arpa,   PTR, NOERROR, ",
        "9.9.9.250.in-addr.arpa, PTR, NXDOMAIN, ",
        // A wildcard's address belongs to no name.
        "5.2.1.240.in-addr.arpa, PTR, NXDOMAIN, ",
    })
    void answersWhoHasAnAddress(String name, String type, String rcode, String answer) {
        Message response = exchange.ask(name, Type.value(type));
        assertThat(Rcode.string(response.getRcode())).isEqualTo(rcode);
        assertThat(Exchange.answers(response)).isEqualTo(answer == null ? List.of() : List.of(answer));
        if (answer == null) {
            String apex = name.replaceFirst(".*?(2[45][0-9]\\.in-addr\\.arpa)$", "$1");
            assertThat(Exchange.records(response, Section.AUTHORITY))
                    .containsExactly(apex + ". 30 IN SOA ns.dns.global. hostmaster.global. 2026 7200 1800 86400 30");
        }
    }

    @Test
    void answersWhoHasAnIpv6AddressInEachOfTheRangesZones() {
        Message known = exchange.ask("6" + ".0".repeat(29) + ".d.f.ip6.arpa", Type.PTR);
        assertThat(Exchange.answers(known))
                .singleElement()
                .asString()
                .endsWith(".d.f.ip6.arpa. 30 IN PTR six.bar.global.");
        // The range is a /62, so it is four zones of 64 bits.
        for (int i = 0; i < 4; i++) {
            Message apex = exchange.ask(i + ".0".repeat(13) + ".d.f.ip6.arpa", Type.SOA);
            assertThat(apex.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(apex.getSection(Section.ANSWER)).hasSize(1);
        }
        assertThat(exchange.ask("4" + ".0".repeat(13) + ".d.f.ip6.arpa", Type.SOA)
                        .getRcode())
                .isEqualTo(Rcode.REFUSED);
    }

    @Test
    void anAddressOfSeveralHostsHasTheNameOfTheFirst() {
        var shared = new Exchange(
                Zones.data(Map.of(
                        "b.bar.global", List.of("240.9.9.9"),
                        "a.bar.global", List.of("240.9.9.9"),
                        "*.a.global", List.of("240.9.9.9"))),
                Transport.UDP);
        assertThat(Exchange.answers(shared.ask("9.9.9.240.in-addr.arpa", Type.PTR)))
                .containsExactly("9.9.9.240.in-addr.arpa. 30 IN PTR a.bar.global.");
    }

    @Test
    void leavesAServiceTheNameThatTheServerWouldHave() {
        var exchange = new Exchange(
                Zones.data(Map.of("ns.dns.global", List.of("240.0.0.1"), "ns1.dns.global", List.of("240.0.0.2"))),
                Transport.UDP);
        assertThat(Exchange.answers(exchange.ask("ns.dns.global", Type.A)))
                .containsExactly("ns.dns.global. 30 IN A 240.0.0.1");
        assertThat(Exchange.answers(exchange.ask("global", Type.NS)))
                .containsExactly("global. 30 IN NS ns2.dns.global.");
        assertThat(Exchange.answers(exchange.ask("ns2.dns.global", Type.A)))
                .containsExactly("ns2.dns.global. 30 IN A 192.0.2.53");
    }

    @Test
    void keepsEverySuffixApart() {
        var exchange = new Exchange(
                Zones.data(
                        7,
                        Map.of("a.global", List.of("240.0.0.1"), "b.mesh.internal", List.of("240.0.0.2")),
                        "global",
                        "mesh.internal",
                        "inner.mesh.internal"),
                Transport.UDP);
        assertThat(Exchange.records(exchange.ask("c.mesh.internal", Type.A), Section.AUTHORITY))
                .containsExactly("mesh.internal. 30 IN SOA ns.dns.mesh.internal. hostmaster.mesh.internal. 7 7200 1800"
                        + " 86400 30");
        assertThat(exchange.ask("internal", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
        // A suffix within a suffix is no zone of its own.
        assertThat(exchange.ask("inner.mesh.internal", Type.SOA).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void findsEveryNameOfAHundredThousand() {
        Map<String, List<String>> names = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            names.put(
                    "s" + i + ".ns" + i % 97 + ".global",
                    List.of("240." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));
        }
        var exchange = new Exchange(Zones.data(names), Transport.UDP);
        var wrong = new ArrayList<String>();
        names.forEach((host, addresses) -> {
            Message response = exchange.ask(host, Type.A);
            if (!Exchange.answers(response).equals(List.of(host + ". 30 IN A " + addresses.getFirst()))) {
                wrong.add(host);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void holdsNamesAsLongAsTheyMayBe() {
        String label = "l".repeat(63);
        String host = String.join(".", label, label, label, "l".repeat(54), "global");
        assertThat(host).hasSize(253);
        var exchange = new Exchange(Zones.data(Map.of(host, List.of("240.0.0.1", "fd00::1"))), Transport.UDP);
        assertThat(Exchange.answers(exchange.ask(host, Type.AAAA))).hasSize(1);
        Message parent = exchange.ask(host.substring(64), Type.A);
        assertThat(parent.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(Exchange.records(parent, Section.AUTHORITY)).containsExactly(SOA);
    }

    @Test
    void aSuffixWithoutRoomForAServersNameIsItsOwnServer() {
        String label = "l".repeat(63);
        String suffix = String.join(".", label, label, label, "l".repeat(60));
        ZoneData data = Zones.data(1, Map.of(), suffix);
        assertThat(Exchange.answers(new Exchange(data, Transport.TCP).ask(suffix, Type.NS)))
                .containsExactly(suffix + ". 30 IN NS " + suffix + ".");
        // Three names of 252 bytes do not fit into what a client takes that says nothing of EDNS.
        Message cut = new Exchange(data, Transport.UDP).ask(suffix, Type.SOA);
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
    }
}
