package io.coddiwomple.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not understood stops the whole translation, and says where and why. */
class RefusalTest {
    @Test
    void hasNothingToSayAboutWhatIsUnderstood() {
        assertThat(Translated.refusals(Samples.CLIENT)).isEmpty();
        assertThat(Translated.refusals(Samples.EXPORT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            location: MESH_INTERNAL                | location: ELSEWHERE                        | location is ELSEWHERE
            resolution: DNS                        | resolution: NONE                           | resolution is NONE
            protocol: TCP                          | protocol: UDP                              | protocol is UDP
            hosts: [web.shop.global]               | hosts: ["*.global"]                        | hosts has *.global
            addresses: [242.48.187.252]            | addresses: [242.48.187.0/24]               | ranges are not translated
            host: web.shop.global                  | host: web                                  | host is web; short names
            host: web.shop.global                  | host: "*.global"                           | rules for several hosts at once
            tls: {mode: DISABLE}                   | tls: {mode: SIMPLE}                        | mode is SIMPLE
            tls: {mode: DISABLE}                   | tunnel: {protocol: CONNECT}                | tunnel is not translated
            interval: 1s                           | interval: soon                             | interval is not a duration
            maxEjectionPercent: 100                | maxEjectionPercent: lots                   | maxEjectionPercent is not a whole number
            failoverPriority: [rank-2=y, rank-1=y] | failoverPriority: [topology.kubernetes.io/zone] | ranks by topology
            {exact: always}                        | {prefix: al}                               | other ways to match a header
            timeout: 3s                            | mirror: {host: web.shop.global}            | mirror is not translated
            kind: VirtualService                   | kind: EnvoyFilter                          | objects of this kind
            """)
    void refusesWhatItWouldGetWrong(String from, String to, String reason) {
        assertThat(Samples.CLIENT).contains(from);
        assertThat(Translated.refusals(Samples.CLIENT.replace(from, to)))
                .anySatisfy(refusal -> assertThat(refusal).contains(reason));
    }

    @Test
    void namesEveryReasonAtOnce() {
        assertThat(Translated.refusals(Samples.CLIENT
                        .replace("tls: {mode: DISABLE}", "tls: {mode: SIMPLE}")
                        .replace("protocol: TCP", "protocol: UDP")))
                .hasSize(2);
    }

    @Test
    void refusesAGatewayThatEndsTls() {
        assertThat(Translated.refusals(Samples.EXPORT.replace("mode: AUTO_PASSTHROUGH", "mode: SIMPLE")))
                .anySatisfy(refusal -> assertThat(refusal).contains("gateways that end TLS"));
    }

    @Test
    void refusesTwoOwnersOfAHost() {
        String second = Samples.EXPORT.replace("name: secret,", "name: second,");
        assertThat(Translated.refusals(Samples.EXPORT + "---\n" + second.substring(second.lastIndexOf("apiVersion"))))
                .anySatisfy(refusal -> assertThat(refusal).contains("one of two is not chosen"));
    }

    @Test
    void refusesNoTwoOwnersOfAHostThatNobodySeesBothOf() {
        String first = Samples.EXPORT.replace(
                "hosts: [secret.shop.global]", "hosts: [secret.shop.global]\n  exportTo: [\".\"]");
        String entry = first.substring(first.lastIndexOf("apiVersion"));
        String second = entry.replace("namespace: cw", "namespace: edge");
        assertThat(Translated.refusals(first + "---\n" + second)).isEmpty();
        assertThat(Translated.refusals(first + "---\n" + second.replace("exportTo: [\".\"]", "exportTo: [cw]")))
                .anySatisfy(refusal -> assertThat(refusal).contains("one of two is not chosen"));
    }

    /** istiod 1.31 ends with a panic on it. */
    @Test
    void refusesRanksAcrossPlacesOfNames() {
        assertThat(Translated.refusals(Samples.CLIENT.replace(
                        "- address: paris.example.com", "- locality: us\n    address: paris.example.com")))
                .anySatisfy(refusal -> assertThat(refusal).contains("on which istiod crashes"));
    }

    @Test
    void doesNotDependOnOrder() {
        World world = World.around(Yaml.read(Samples.CLIENT + "---\n" + Samples.EXPORT));
        Translation expected = Translator.translate(world.mesh(), world.proxies());
        assertThat(expected).isInstanceOf(Translation.Complete.class);
        var random = new Random(7);
        for (int i = 0; i < 10; i++) {
            Mesh mesh = world.mesh();
            Mesh shuffled = new Mesh(
                    mesh.domain(),
                    mesh.trustDomain(),
                    mesh.trustDomainAliases(),
                    mesh.rootNamespace(),
                    mixed(mesh.services(), random),
                    mesh.pods(),
                    mixed(mesh.resources(), random));
            assertThat(Translator.translate(shuffled, mixed(world.proxies(), random)))
                    .isEqualTo(expected);
        }
    }

    private static <T> List<T> mixed(List<T> items, Random random) {
        List<T> mixed = new ArrayList<>(items);
        Collections.shuffle(mixed, random);
        return mixed;
    }
}
