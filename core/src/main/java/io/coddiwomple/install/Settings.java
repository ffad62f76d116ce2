package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.resource.Noted;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;

/** The settings of one file, or of one item in it, as they come together. Owned by one thread. */
final class Settings {
    private final IstioVersion version;
    private final List<String> above;
    private final Noted.Builder tree;

    private Settings(IstioVersion version, List<String> above, Noted.Builder tree) {
        this.version = version;
        this.above = above;
        this.tree = tree;
    }

    /** No settings yet. */
    static Settings of(Needs needs) {
        return new Settings(needs.version(), List.of(), Noted.builder());
    }

    /** A file that is an object of a kind, without settings yet. */
    static Settings object(Needs needs, String apiVersion, String kind) {
        Settings settings = of(needs);
        settings.tree.put(List.of("apiVersion"), new Noted.Plain(Value.of(apiVersion)), "");
        settings.tree.put(List.of("kind"), new Noted.Plain(Value.of(kind)), "");
        return settings;
    }

    /** The same file, for settings whose paths begin below these names. */
    Settings below(String... names) {
        return new Settings(version, List.of(names), tree);
    }

    /**
     * Puts a value in its place.
     *
     * @throws IllegalStateException if the release's installer does not read the setting
     */
    Settings put(Setting setting, Value value, String note) {
        return put(setting, "", value, note);
    }

    /** The same for a setting of the gateway of a name. */
    Settings put(Setting setting, String gateway, Value value, String note) {
        return put(setting, gateway, new Noted.Plain(value), note);
    }

    /** Puts a list, unless it is empty. */
    Settings put(Setting setting, List<Noted> items, String note) {
        return items.isEmpty() ? this : put(setting, "", new Noted.Items(items), note);
    }

    private Settings put(Setting setting, String gateway, Noted.Content content, String note) {
        if (!setting.in(version)) {
            throw new IllegalStateException("Istio " + version + " does not read " + setting.path());
        }
        var path = new ArrayList<>(above);
        path.addAll(setting.steps(gateway));
        tree.put(path, content, note);
        return this;
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    Noted build() {
        return tree.build();
    }
}
