package io.coddiwomple.yaml;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.HashSet;

/** Whatever the tree is: every reader reads it back. */
class YamlTextFuzzTest {
    private static final int LONGEST_TEXT = 40;

    @FuzzTest(maxDuration = "60s")
    void comesBackFromEveryReader(FuzzedDataProvider data) {
        RoundTrip.check(fields(data, 3));
    }

    private static Fields fields(FuzzedDataProvider data, int depth) {
        var fields = Fields.builder();
        var names = new HashSet<String>();
        for (int count = data.consumeInt(0, 4); count > 0; count--) {
            String name = text(data);
            if (names.add(name)) {
                fields.put(name, value(data, depth));
            }
        }
        return fields.build();
    }

    private static Value value(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, depth > 0 ? 5 : 3)) {
            case 0 -> Value.of(data.consumeBoolean());
            case 1 -> Value.of(data.consumeLong());
            case 2, 3 -> Value.of(text(data));
            case 4 -> fields(data, depth - 1);
            default -> items(data, depth - 1);
        };
    }

    private static Value items(FuzzedDataProvider data, int depth) {
        var items = new ArrayList<Value>();
        for (int count = data.consumeInt(0, 3); count > 0; count--) {
            items.add(value(data, depth));
        }
        return Value.of(items);
    }

    /** Without halves of surrogate pairs, which do not come back. */
    private static String text(FuzzedDataProvider data) {
        ByteText whole = new ByteText();
        whole.text(data.consumeString(LONGEST_TEXT));
        return whole.toString();
    }
}
