package io.coddiwomple.it.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A part of a YAML document. */
record Tree(@Nullable Object value) {
    /** The documents of a text, without those that say nothing. */
    static List<Tree> documents(String text) {
        var documents = new ArrayList<Tree>();
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        for (Object document : new Load(settings).loadAllFromString(text)) {
            if (document != null) {
                documents.add(new Tree(document));
            }
        }
        return documents;
    }

    /** What stands at names one below the other; a tree without a value when nothing does. */
    Tree at(String... names) {
        Object there = value;
        for (String name : names) {
            there = there instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new Tree(there);
    }

    String text() {
        return String.valueOf(value);
    }

    List<Tree> items() {
        var items = new ArrayList<Tree>();
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add(new Tree(item)));
        }
        return items;
    }

    List<String> names() {
        var names = new ArrayList<String>();
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }
}
