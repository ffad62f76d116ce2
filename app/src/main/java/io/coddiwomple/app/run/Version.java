package io.coddiwomple.app.run;

import io.coddiwomple.model.IstioVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** {@code cw version}. */
public final class Version implements Runner {
    @Override
    public int run(Report report) throws IOException {
        report.result("cw " + own() + "\nistio 1." + IstioVersion.OLDEST + " to 1." + IstioVersion.NEWEST + "\njava "
                + Runtime.version() + "\n");
        return DONE;
    }

    /** The version of this program, as the build set it. */
    public static String own() throws IOException {
        var properties = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                throw new IllegalStateException("version.properties is not part of this build");
            }
            properties.load(resource);
        }
        return properties.getProperty("version", "unknown");
    }
}
