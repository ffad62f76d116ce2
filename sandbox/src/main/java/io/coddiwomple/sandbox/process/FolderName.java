package io.coddiwomple.sandbox.process;

import java.util.Locale;
import java.util.zip.CRC32;

/** Names of folders for things that have names of their own. */
final class FolderName {
    private FolderName() {}

    /** Readable, of safe characters, at most so long, and another one for another name of any length. */
    static String of(String name, int longest) {
        String safe = name.replace('/', '.').replaceAll("[^A-Za-z0-9.-]", "-");
        boolean same = safe.equals(name.replace('/', '.')) && !name.contains(".") && !safe.startsWith(".");
        if (same && safe.length() <= longest) {
            return safe;
        }
        var crc = new CRC32();
        crc.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String mark = String.format(Locale.ROOT, "-%08x", crc.getValue());
        return "n" + safe.substring(0, Math.min(safe.length(), longest - mark.length() - 1)) + mark;
    }
}
