package io.coddiwomple.sandbox.process;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names of folders for things that have names of their own. */
final class FolderName {
    private FolderName() {}

    /** Readable, of safe characters, at most so long, and another one for another name of any length. */
    static String of(String name, int longest) {
        if (name.matches("[A-Za-z0-9][A-Za-z0-9/-]*") && name.length() <= longest) {
            return name.replace('/', '.');
        }
        String safe = name.replaceAll("[^A-Za-z0-9-]", "-");
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        String mark = String.format(Locale.ROOT, "-%08x", crc.getValue());
        return "_" + safe.substring(0, Math.min(safe.length(), longest - mark.length() - 1)) + mark;
    }
}
