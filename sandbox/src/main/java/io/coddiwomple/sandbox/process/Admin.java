package io.coddiwomple.sandbox.process;

import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Node;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Envoy's administration interface. Each method is one request; any thread may call them. All throw an IOException when
 * the proxy is not there to answer, answers nonsense, or answers too late.
 */
public final class Admin {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Limits LIMITS = new Limits(32 << 20, 64, 1, 2_000_000, 1 << 20);

    /** A counter or a gauge, as {@code /stats} lists them. */
    private static final Pattern STAT = Pattern.compile("(.+): ([0-9]{1,18})");

    private final AdminSocket socket;

    Admin(Path path) {
        socket = new AdminSocket(path, PATIENCE);
    }

    /** Where it listens. */
    public Path path() {
        return socket.path();
    }

    /**
     * What it says at a path.
     *
     * @param target path and query, encoded
     */
    public String get(String target) throws IOException {
        return ok(target, socket.send("GET", target));
    }

    /** Has it do something. */
    public String post(String target) throws IOException {
        return ok(target, socket.send("POST", target));
    }

    private static String ok(String target, HttpAnswer answer) throws IOException {
        if (!answer.isOk()) {
            throw new ProtocolException("Envoy answers " + answer.status() + " to " + target + ": "
                    + answer.text().strip());
        }
        return answer.text();
    }

    /** Whether it has its first configuration, and is not being drained. */
    public boolean ready() throws IOException {
        return socket.send("GET", "/ready").isOk();
    }

    /** A counter or a gauge; empty while there is none of that name. */
    public OptionalLong stat(String name) throws IOException {
        Long value = stats("^" + quoted(name) + "$").get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /**
     * Counters and gauges, by name.
     *
     * @param filter a regular expression (RE2), to be found somewhere in the name
     */
    public SortedMap<String, Long> stats(String filter) throws IOException {
        var stats = new TreeMap<String, Long>();
        for (String line : statLines(filter)) {
            Matcher stat = STAT.matcher(line);
            // Others are texts and histograms.
            if (stat.matches()) {
                stats.put(stat.group(1), Long.parseLong(stat.group(2)));
            }
        }
        return stats;
    }

    /** A text among the statistics, such as {@code listener_manager.lds.version_text}; empty while there is none. */
    public String text(String name) throws IOException {
        String start = name + ": \"";
        for (String line : statLines("^" + quoted(name) + "$")) {
            if (line.startsWith(start) && line.endsWith("\"")) {
                return line.substring(start.length(), line.length() - 1);
            }
        }
        return "";
    }

    private List<String> statLines(String filter) throws IOException {
        return get("/stats?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    private static String quoted(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "\\\\$0");
    }

    /** The hosts of all clusters, in Envoy's order. */
    public List<UpstreamHost> hosts() throws IOException {
        return AdminReports.hosts(json("/clusters?format=json"));
    }

    /** The certificates in use, each once. */
    public List<CertificateInUse> certificates() throws IOException {
        return AdminReports.certificates(json("/certs"));
    }

    /** What listens, in Envoy's order. */
    public List<ActiveListener> listeners() throws IOException {
        return AdminReports.listeners(json("/listeners?format=json"));
    }

    private Node json(String target) throws IOException {
        byte[] content = get(target).getBytes(StandardCharsets.UTF_8);
        var problems = new Problems();
        List<Document> documents = Documents.read("envoy.json", content, LIMITS, problems);
        if (documents.size() != 1 || !problems.sorted().isEmpty()) {
            throw new ProtocolException("Envoy's answer to " + target + " is not JSON");
        }
        return documents.getFirst().root();
    }

    /**
     * A host of a cluster.
     *
     * @param address {@code <IP address>:<port>}, or what else the host has for one
     * @param healthy whether it would be chosen: neither ejected nor failing
     * @param ejected by outlier detection
     * @param priority 0 is used first
     * @param requests all, that it was sent
     */
    public record UpstreamHost(
            String cluster, String address, boolean healthy, boolean ejected, long priority, long requests) {}

    /**
     * A certificate that a proxy has.
     *
     * @param serial in hexadecimal
     * @param uris of its subject alternative names
     * @param expires RFC 3339
     * @param authority whether it is one to trust, and not one to show
     */
    public record CertificateInUse(String serial, List<String> uris, String expires, boolean authority) {
        public CertificateInUse {
            uris = List.copyOf(uris);
        }
    }

    /**
     * A listener with a socket.
     *
     * @param address {@code <IP address>:<port>}
     */
    public record ActiveListener(String name, String address) {}
}
