package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problem;
import java.util.Locale;

/**
 * How much one file may hold. What exceeds a limit is refused with {@link Code#LIMIT_EXCEEDED} as soon as it is seen,
 * so that reading costs bounded time and memory whatever the input is.
 *
 * @param fileBytes size of the file, 1 to 1 GiB
 * @param depth lists and mappings inside one another, 1 to 200: who reads nodes may recurse
 * @param documents documents of one file, empty ones included
 * @param nodes scalars, lists and mappings of one file; what an alias repeats counts each time
 * @param aliasedText characters that aliases repeat in one file
 */
public record Limits(int fileBytes, int depth, int documents, int nodes, int aliasedText) {
    private static final int MEBIBYTE = 1 << 20;

    /**
     * Far above what meshes need: {@code kubectl get services -o yaml} of 10,000 Services is 15 MB and half a million nodes,
     * Istio's deepest resource nests 15 levels, and 10,000 services in 200 clusters are 10,201 documents. Two million
     * nodes take some 200 MB.
     */
    public static final Limits DEFAULT = new Limits(32 * MEBIBYTE, 64, 200_000, 2_000_000, 16 * MEBIBYTE);

    public Limits {
        if (fileBytes < 1 || fileBytes > 1024 * MEBIBYTE) {
            throw new IllegalArgumentException("fileBytes is " + fileBytes + ", not 1 to 1 GiB");
        }
        if (depth < 1 || depth > 200) {
            throw new IllegalArgumentException("depth is " + depth + ", not 1 to 200");
        }
        if (documents < 1 || nodes < 1 || aliasedText < 0) {
            throw new IllegalArgumentException("a limit is not positive: " + documents + ", " + nodes);
        }
    }

    /**
     * The problem of a file that is too large, for whoever knows its size before reading it.
     *
     * @param bytes the size, or what was read of a stream before it was given up
     */
    public Problem tooLarge(String file, long bytes) {
        String message = "the input has " + grouped(bytes) + " bytes or more, and the limit is " + grouped(fileBytes)
                + " bytes (" + fileBytes / MEBIBYTE + " MiB) a file; split it into several files";
        return new Problem(Code.LIMIT_EXCEEDED, Place.file(file), message);
    }

    Refused tooDeep(Place place) {
        return refused(
                place,
                "level " + grouped(depth + 1L) + " of nesting begins here, and the limit is " + grouped(depth)
                        + " lists and mappings inside one another; no resource needs as many, so look for a"
                        + " generator that went astray");
    }

    Refused tooManyDocuments(Place place) {
        return refused(
                place,
                "document " + grouped(documents + 1L) + " begins here, and the limit is " + grouped(documents)
                        + " documents a file, empty ones included; split the file");
    }

    Refused tooManyNodes(Place place, long found) {
        return refused(
                place,
                "with this the file holds " + grouped(found) + " values, and the limit is " + grouped(nodes)
                        + " a file, where an alias counts as all that it stands for; split the file");
    }

    Refused tooMuchAliasedText(Place place, long found) {
        return refused(
                place,
                "with this alias, aliases repeat " + grouped(found) + " characters, and the limit is "
                        + grouped(aliasedText) + " a file; write the values out where they are needed");
    }

    private static Refused refused(Place place, String message) {
        return new Refused(new Problem(Code.LIMIT_EXCEEDED, place, message));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
