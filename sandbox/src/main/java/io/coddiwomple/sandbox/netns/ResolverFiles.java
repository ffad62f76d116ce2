package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Files of /etc by which programs resolve names, as they are in a workload's namespace. */
final class ResolverFiles {
    private static final Path SWITCH = Path.of("/etc/nsswitch.conf");

    private ResolverFiles() {}

    static Map<String, String> of(String resolvConf) throws IOException {
        var files = new HashMap<String, String>();
        files.put("resolv.conf", resolvConf);
        files.put("hosts", "127.0.0.1 localhost\n");
        if (Files.isReadable(SWITCH)) {
            files.put("nsswitch.conf", byDns(Files.readString(SWITCH)));
        }
        return files;
    }

    /** Names come from the two files above alone, and from no daemon of the host, which a Unix domain socket may reach. */
    static String byDns(String nsswitch) {
        return nsswitch.replaceAll("(?m)^[ \\t]*hosts:.*$", "hosts: files dns");
    }
}
