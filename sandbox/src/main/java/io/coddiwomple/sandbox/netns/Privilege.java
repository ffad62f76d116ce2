package io.coddiwomple.sandbox.netns;

import java.util.ArrayList;
import java.util.List;

/** What gives this process the rights that network namespaces need, and what is different about them for that. */
public enum Privilege {
    /** It is root's: namespaces have names on the machine that outlive it, and other groups than its own exist. */
    ROOT,

    /**
     * It is in a {@link UserNamespace}: what it makes ends with its last process, its only user and group are those of
     * whoever started it, and others get to it by entering it first.
     */
    USER_NAMESPACE;

    /** A command line that runs {@code words} in a namespace, from a shell of the user who started this process. */
    List<String> byHand(String namespace, List<String> words) {
        List<String> all = new ArrayList<>(way());
        all.addAll(List.of("netns", "exec", namespace));
        all.addAll(words);
        return all;
    }

    private List<String> way() {
        return switch (this) {
            case ROOT -> needsSudo() ? List.of("sudo", "ip") : List.of("ip");
            case USER_NAMESPACE -> {
                String process = Long.toString(ProcessHandle.current().pid());
                // A user's PATH may leave out where ip is.
                yield List.of("nsenter", "-t", process, "-U", "--preserve-credentials", "-m", Tool.path("ip"));
            }
        };
    }

    /** Who started this process with sudo has a shell of another user. */
    private static boolean needsSudo() {
        String user = System.getenv("SUDO_USER");
        return user != null && !user.isEmpty() && !user.equals("root");
    }
}
