package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.PassphraseSource;
import io.coddiwomple.app.run.Sources;
import io.coddiwomple.ca.Algorithm;
import io.coddiwomple.ca.ClusterName;
import io.coddiwomple.ca.Lifetime;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.problem.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that several commands about an authority have. */
final class CaOptions {
    static final Option FOLDER = Option.of("dir", "", "DIR", "the folder of the authority; ca without it");
    static final Option PASSPHRASE = Option.of(
            "passphrase-file",
            "",
            "FILE",
            "the first line of this file is the passphrase of the root's private key; without it the variable"
                    + " CW_CA_PASSPHRASE of the environment");
    /** Spelt out: the table of commands is read without the library of certificates. */
    static final List<String> ALGORITHMS = List.of("ecdsa-p256", "rsa-4096");

    static final Option NAMESPACE = Option.of("namespace", "", "NAMESPACE", "where the cluster's istiod is");

    private CaOptions() {}

    static String folder(Arguments arguments) {
        return arguments.value("dir").orElse("ca");
    }

    static PassphraseSource passphrase(Arguments arguments) {
        return new PassphraseSource(
                arguments.value("passphrase-file").orElse(null), System.getenv(PassphraseSource.VARIABLE));
    }

    static Sources sources(Arguments arguments) {
        return new Sources(
                arguments.value("cluster-file").orElse(null),
                arguments.value("service-file").orElse(null),
                arguments.values("filename"),
                List.of(),
                null);
    }

    /** The one operand; a fault for none, several, or one that cannot be a name. */
    static String cluster(String command, Arguments arguments) {
        List<String> operands = arguments.operands();
        if (operands.size() != 1) {
            arguments.fault("name one cluster: cw " + command + " CLUSTER");
            return "";
        }
        String name = operands.getFirst();
        if (!ClusterName.isName(name)) {
            arguments.fault("\"" + name + "\" cannot be the name of a cluster here: " + ClusterName.RULE);
        }
        return name;
    }

    static @Nullable Lifetime lifetime(Arguments arguments) {
        String text = arguments.value("lifetime").orElse(null);
        Lifetime lifetime = text == null ? null : Lifetime.parse(text).orElse(null);
        if (text != null && lifetime == null) {
            arguments.fault("--lifetime is a number of days or hours, such as 730d or 36h, at most 36500d, not \""
                    + text + "\"");
        }
        return lifetime;
    }

    static @Nullable Algorithm algorithm(Arguments arguments) {
        String word = arguments.value("algorithm").orElse(null);
        Algorithm algorithm = word == null ? null : Algorithm.find(word).orElse(null);
        if (word != null && algorithm == null) {
            arguments.fault("there is no algorithm \"" + word + "\", only " + String.join(", ", ALGORITHMS)
                    + Suggestion.ending(word, ALGORITHMS));
        }
        return algorithm;
    }

    static @Nullable String namespace(Arguments arguments) {
        String name = arguments.value("namespace").orElse(null);
        if (name != null && !Hostnames.isLabel(name)) {
            arguments.fault("--namespace \"" + name
                    + "\" cannot be the name of a namespace: a to z, digits and hyphens," + " at most 63");
        }
        return name;
    }
}
