package io.coddiwomple.spec;

/**
 * One file that the user gave.
 *
 * @param file its path as the user wrote it, {@code <stdin>} for standard input
 * @param content its bytes; not changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode read the bytes; up to tens of megabytes are not copied
public record Input(String file, byte[] content, Role role) {

    /** What a file is read as. */
    public sealed interface Role {}

    /** Documents of kinds Federation, Cluster and GlobalService. */
    public record Resources() implements Role {}

    /** The cluster file of 2018: a JSON array. */
    public record ClusterFile() implements Role {}

    /** The service file of 2018: a JSON array. */
    public record ServiceFile() implements Role {}

    /** Kubernetes objects, as {@code kubectl get -o yaml} printed them for one cluster. */
    public record ClusterObjects(String cluster) implements Role {}

    /** Kubernetes objects of which only ServiceEntries are read, whoever made them: see {@link EntryHosts}. */
    public record ServiceEntries() implements Role {}

    /** Objects of any kind that are to be put into a cluster: see {@link Manifests}. */
    public record Objects() implements Role {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Input input
                && file.equals(input.file)
                && role.equals(input.role)
                && java.util.Arrays.equals(content, input.content);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(file, role, java.util.Arrays.hashCode(content));
    }
}
