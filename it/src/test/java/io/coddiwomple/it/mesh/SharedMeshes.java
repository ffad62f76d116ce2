package io.coddiwomple.it.mesh;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts {@link ThreeMeshes} once for all test classes of a run, and mends them after each test. */
final class SharedMeshes implements BeforeAllCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(SharedMeshes.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Peers.needMeshes();
        meshes(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        meshes(context).restore();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ThreeMeshes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return meshes(context);
    }

    /** The store of the root closes it when the last test is done. */
    private static ThreeMeshes meshes(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(ThreeMeshes.class, _ -> ThreeMeshes.start(), ThreeMeshes.class);
    }
}
