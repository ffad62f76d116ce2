package io.coddiwomple.spec;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about the input.
 *
 * @param shape in place of the federation's own, or null
 * @param defaultVersion for clusters that name none, or null for the newest that is known
 */
public record Options(@Nullable Shape shape, @Nullable IstioVersion defaultVersion) {
    public static final Options NONE = new Options(null, null);

    IstioVersion version() {
        return defaultVersion == null ? IstioVersion.newest() : defaultVersion;
    }
}
