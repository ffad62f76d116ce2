package io.coddiwomple.spec;

import static io.coddiwomple.spec.Schema.Field.optional;

import io.coddiwomple.spec.Schema.Group;
import io.coddiwomple.spec.Schema.Many;
import io.coddiwomple.spec.Schema.Text;
import java.util.List;

/** The fields of a Federation. */
final class FederationKind {
    private FederationKind() {}

    static Group spec() {
        Group pool = new Group(
                "Where virtual addresses come from.",
                List.of(
                        optional(
                                "ipv4",
                                Text.of(
                                                "A range, or none. 240.240.0.0/16 and 255.0.0.0/8 are never handed out.",
                                                Format.CIDR_OR_NONE)
                                        .initially("240.0.0.0/4")),
                        optional(
                                "ipv6",
                                Text.of("A range, or none. 2001:2::/48 is never handed out.", Format.CIDR_OR_NONE)
                                        .initially("none")),
                        optional(
                                "exclude",
                                new Many(
                                        "Ranges within the pool that are used otherwise.",
                                        Text.of("A range.", Format.CIDR),
                                        false))));
        return new Group(
                "What all clusters share.",
                List.of(
                        optional(
                                "suffix",
                                Text.of("The suffix of all global hosts, without a dot in front.", Format.HOST)
                                        .initially(Suffixes.DEFAULT)),
                        optional(
                                "namespace",
                                Text.of("Where generated objects live. Its Namespace is generated too.", Format.LABEL)
                                        .initially("cw")),
                        optional("addressPool", pool),
                        optional("shape", Kinds.shape("How calls cross between meshes. Default: local-sni."))));
    }
}
