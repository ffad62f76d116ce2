package io.coddiwomple.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.IpAddress;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntryHostsTest {
    private final Problems problems = new Problems();

    @Test
    void readsHostsAndAddressesOfSingleEntriesAndOfLists() {
        assertThat(hosts("""
                apiVersion: v1
                kind: List
                items:
                - apiVersion: networking.istio.io/v1alpha3
                  kind: ServiceEntry
                  metadata: {name: one, labels: {app.kubernetes.io/managed-by: coddiwomple}}
                  spec: {hosts: [httpbin.bar.global], addresses: [240.0.0.2]}
                - apiVersion: v1
                  kind: Service
                  metadata: {name: other}
                ---
                apiVersion: networking.istio.io/v1
                kind: ServiceEntryList
                items:
                - metadata: {name: two}
                  spec: {hosts: ["*.Wild.global", a.global], addresses: ["fd00::1", 240.0.0.3]}
                """))
                .isEqualTo(Map.of(
                        "httpbin.bar.global", List.of("240.0.0.2"),
                        "*.wild.global", List.of("240.0.0.3", "fd00::1"),
                        "a.global", List.of("240.0.0.3", "fd00::1")));
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void takesARangeOfOneAddressForTheAddressAndNotesOthers() {
        assertThat(hosts(entry("a.global", "240.0.0.2/32")
                        + entry("b.global", "\"fd00::2/128\"")
                        + entry("c.global", "10.0.0.0/8, 240.0.0.9")
                        + entry("d.global", "10.0.0.0/31")
                        + entry("e.global", "nonsense")))
                .isEqualTo(Map.of(
                        "a.global", List.of("240.0.0.2"),
                        "b.global", List.of("fd00::2"),
                        "c.global", List.of("240.0.0.9")));
        assertThat(problems.sorted())
                .extracting(Problem::toString)
                .hasSize(3)
                .allMatch(line -> line.startsWith("note CW2034 entries.yaml:"))
                .anyMatch(line -> line.contains("has address 10.0.0.0/8, which is no single address"));
    }

    @Test
    void unitesTheEntriesOfAHostInWhateverOrderTheyCome() {
        String first = entry("a.global", "240.0.0.9, 240.0.0.1");
        String second = entry("A.global", "240.0.0.5, 240.0.0.1");
        assertThat(hosts(first + second))
                .isEqualTo(hosts(second + first))
                .isEqualTo(Map.of("a.global", List.of("240.0.0.1", "240.0.0.5", "240.0.0.9")));
    }

    @Test
    void passesOverWhatHasNoAddressOrIsNoName() {
        assertThat(hosts(entry("a.global", "") + entry("\"*\"", "240.0.0.1") + entry("a..global", "240.0.0.1")))
                .isEmpty();
        assertThat(problems.sorted())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "ServiceEntry e has no address of host a.global: none of its own, and none from istiod",
                        "ServiceEntry e has host \"*\", which is no DNS name",
                        "ServiceEntry e has host \"a..global\", which is no DNS name");
    }

    @Test
    void takesWhatIstiodAllocatedWhereTheEntrySaysNothing() {
        String status =
                "status: {addresses: [{value: 240.240.0.1, host: a.global}, {value: \"2001:2::1\", host: a.global},"
                        + " {value: 240.240.0.2, host: b.global}]}\n";
        String none = entry("a.global, b.global, c.global", "").replace("addresses: []", "resolution: STATIC") + status;
        assertThat(hosts(none))
                .isEqualTo(Map.of(
                        "a.global", List.of("240.240.0.1", "2001:2::1"),
                        "b.global", List.of("240.240.0.2")));
        assertThat(problems.sorted())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "ServiceEntry e has no address of host c.global: none of its own, and none from istiod");
        // As istiod has it: addresses of the entry's own count alone, and nothing counts where it allocates nothing.
        assertThat(hosts(entry("a.global", "240.0.0.9").replace("{hosts", "{resolution: STATIC, hosts") + status))
                .isEqualTo(Map.of("a.global", List.of("240.0.0.9")));
        assertThat(hosts(none.replace("STATIC", "NONE"))).isEmpty();
        assertThat(hosts(none.replace(
                        "{name: e}", "{name: e, labels: {networking.istio.io/enable-autoallocate-ip: \"false\"}}")))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoKubernetesObject() {
        hosts("hosts: [a.global]\n");
        assertThat(problems.hasErrors()).isTrue();
    }

    @Test
    void readsListsWhoseKindStandsBehindTheItems() {
        String items = "[" + json("a.global", "240.0.0.1") + ", " + json("b.global", "240.0.0.2") + "]";
        for (String text : List.of(
                "{\"apiVersion\": \"v1\", \"items\": " + items + ", \"kind\": \"List\"}",
                "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": " + items + "}",
                "{\"items\": " + items.replace("\"kind\":\"ServiceEntry\",", "")
                        + ", \"kind\": \"ServiceEntryList\", \"apiVersion\": \"networking.istio.io/v1\"}",
                "{\"items\": [{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": " + items
                        + "}], \"kind\": \"List\", \"apiVersion\": \"v1\"}",
                "items: " + items + "\napiVersion: v1\nkind: List\n",
                "items: &all " + items + "\nmetadata: *all\napiVersion: v1\nkind: List\n")) {
            assertThat(hosts(text.startsWith("{") ? "entries.json" : "entries.yaml", text))
                    .isEqualTo(Map.of("a.global", List.of("240.0.0.1"), "b.global", List.of("240.0.0.2")));
            assertThat(problems.sorted()).isEmpty();
        }
    }

    @Test
    void takesNothingOfItemsThatAreNoObjects() {
        String items = "[" + json("a.global", "240.0.0.1, nonsense") + "]";
        assertThat(hosts(
                        "entries.json",
                        "{\"apiVersion\": \"v1\", \"items\": " + items + ", \"kind\": \"Odd\"}"
                                + json("b.global", "240.0.0.2")))
                .isEqualTo(Map.of("b.global", List.of("240.0.0.2")));
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void tellsOfABrokenListOnlyWhereItIsBroken() {
        String first = json("a.global", "nonsense");
        assertThat(hosts("entries.json", "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + first + "}"))
                .isEmpty();
        assertThat(problems.sorted()).extracting(problem -> problem.code().id()).containsExactly("CW1004");
    }

    @Test
    void goesOnBehindABrokenYamlList() {
        assertThat(hosts(
                        "entries.yaml",
                        "apiVersion: v1\nkind: List\nitems: [" + json("a.global", "240.0.0.1, nonsense") + ", ]]\n"
                                + entry("b.global", "240.0.0.2")))
                .isEqualTo(Map.of("b.global", List.of("240.0.0.2")));
        assertThat(problems.sorted()).extracting(problem -> problem.code().id()).containsExactly("CW1004");
    }

    @Test
    void countsTheFirstOfTwoListsOfItems() {
        assertThat(hosts(
                        "entries.json",
                        "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + json("a.global", "240.0.0.1")
                                + "],\"items\":[" + json("b.global", "nonsense") + "]}"))
                .isEqualTo(Map.of("a.global", List.of("240.0.0.1")));
        assertThat(problems.sorted()).extracting(problem -> problem.code().id()).containsExactly("CW1005");
    }

    @Test
    void tellsWhatIsWrongWithItemsAtTheirPlaces() {
        hosts("entries.json", """
                {"apiVersion": "v1", "kind": "List", "items": [
                {"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry", "metadata": {"name": ""}, "spec": {"hosts": "a"}},
                {"apiVersion": "networking.istio.io/v1", "spec": {}},
                7
                ]}
                """);
        assertThat(problems.sorted())
                .extracting(problem -> problem.place() + " " + problem.code().id())
                .containsExactly(
                        "entries.json:2:87 CW2005",
                        "entries.json:2:110 CW2003",
                        "entries.json:3:1 CW2006",
                        "entries.json:4:1 CW2006");
    }

    private static String json(String host, String addresses) {
        return "{\"apiVersion\":\"networking.istio.io/v1\",\"kind\":\"ServiceEntry\",\"metadata\":{\"name\":\"e\"},"
                + "\"spec\":{\"hosts\":[\"" + host + "\"],\"addresses\":[\"" + addresses.replace(", ", "\",\"")
                + "\"]}}";
    }

    private static String entry(String host, String addresses) {
        return "---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: e}\nspec: {hosts: ["
                + host + "], addresses: [" + addresses + "]}\n";
    }

    private Map<String, List<String>> hosts(String yaml) {
        return hosts("entries.yaml", yaml);
    }

    private Map<String, List<String>> hosts(String file, String text) {
        var texts = new TreeMap<String, List<String>>();
        EntryHosts.read(
                        List.of(new Input(file, text.getBytes(StandardCharsets.UTF_8), new Input.ServiceEntries())),
                        problems)
                .forEach((host, addresses) -> texts.put(
                        host, addresses.stream().map(IpAddress::toString).toList()));
        return texts;
    }
}
