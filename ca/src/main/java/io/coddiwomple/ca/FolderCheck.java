package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a folder is an authority's, or may become one. */
final class FolderCheck {
    private static final Set<String> OURS = Set.of(
            AuthorityFolder.MARKER,
            AuthorityFolder.IGNORE,
            AuthorityFolder.ROOTS,
            AuthorityFolder.ISSUED,
            AuthorityFolder.CLUSTERS,
            AuthorityFolder.ROOT,
            AuthorityFolder.NEXT_ROOT);
    private static final int MOST_NAMES = 3;

    private final String shown;
    private final Problems problems;

    /** @param shown the folder, as the user wrote it */
    FolderCheck(String shown, Problems problems) {
        this.shown = shown;
        this.problems = problems;
    }

    @Nullable Path path() {
        try {
            return Path.of(shown);
        } catch (InvalidPathException noPath) {
            problems.add(Code.NO_AUTHORITY, Place.file(shown), "this is no path: " + noPath.getReason());
            return null;
        }
    }

    /** Whether something that exists and has no authority in it may become one. */
    boolean isFree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            problems.add(
                    Code.FOREIGN_FILES,
                    Place.file(shown),
                    "this is a file, and an authority needs a folder; name another with --dir");
            return false;
        }
        List<String> inside = PrivateFiles.names(folder).stream()
                .filter(name -> !name.startsWith(AuthorityFolder.PENDING))
                .toList();
        if (!inside.isEmpty()) {
            problems.add(
                    Code.FOREIGN_FILES,
                    Place.file(shown),
                    "this folder is neither empty nor an authority of cw ca, it holds " + listed(inside)
                            + "; name an empty or a new one with --dir");
        }
        return isPrivate(folder) && inside.isEmpty();
    }

    boolean isAuthority(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            problems.add(
                    Code.NO_AUTHORITY,
                    Place.file(shown),
                    "there is no such folder; cw ca init --dir " + shown + " makes an authority there");
            return false;
        }
        Path marker = folder.resolve(AuthorityFolder.MARKER);
        if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(
                    Code.NO_AUTHORITY,
                    Place.file(shown),
                    "this is no folder of an authority of cw ca, for it has no file " + AuthorityFolder.MARKER
                            + "; cw ca init makes an authority in a new folder");
            return false;
        }
        boolean clean = isPrivate(folder);
        if (!Files.readString(marker).equals(AuthorityFolder.MARKER_TEXT)) {
            problems.add(
                    Code.FOREIGN_FILES,
                    Place.file(shown + "/" + AuthorityFolder.MARKER),
                    "this is not what this version of cw writes, so the folder may be of a newer cw or somebody"
                            + " else's; use the cw that made it");
            clean = false;
        }
        List<String> foreign = PrivateFiles.names(folder).stream()
                .filter(name -> !OURS.contains(name) && !name.startsWith(AuthorityFolder.PENDING))
                .toList();
        if (!foreign.isEmpty()) {
            problems.add(
                    Code.FOREIGN_FILES,
                    Place.file(shown),
                    "this folder of private keys also holds what cw did not put there: " + listed(foreign)
                            + "; move it away");
            clean = false;
        }
        return clean;
    }

    private boolean isPrivate(Path folder) throws IOException {
        String permissions = PrivateFiles.openTo(folder);
        if (permissions.isEmpty()) {
            return true;
        }
        problems.add(
                Code.FOLDER_OPEN,
                Place.file(shown),
                "this folder is for private keys, and others than its owner may use it (" + permissions
                        + "); run chmod 700 " + shown);
        return false;
    }

    private static String listed(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
