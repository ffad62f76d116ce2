package io.coddiwomple.yaml;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.Random;

/** Trees of every shape, full of strings that YAML might take for something else. Owned by one thread. */
final class RandomTrees {
    private final Random random;

    RandomTrees(long seed) {
        random = new Random(seed);
    }

    Fields fields() {
        return fields(4);
    }

    private Fields fields(int depth) {
        var fields = Fields.builder();
        var names = new java.util.HashSet<String>();
        for (int count = random.nextInt(5); count > 0; count--) {
            String name = string();
            if (names.add(name)) {
                fields.put(name, value(depth));
            }
        }
        return fields.build();
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> Value.of(random.nextBoolean());
            case 1 -> Value.of(random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(-10, 100_000));
            case 2, 3, 4 -> Value.of(string());
            case 5, 6 -> fields(depth - 1);
            default -> items(depth - 1);
        };
    }

    private Value items(int depth) {
        var items = new ArrayList<Value>();
        for (int count = random.nextInt(4); count > 0; count--) {
            items.add(value(depth));
        }
        return Value.of(items);
    }

    private String string() {
        if (random.nextInt(3) > 0) {
            return NastyText.ALL.get(random.nextInt(NastyText.ALL.size()));
        }
        String pieces = "abyYnN01259.:-_#~=<>+xoeETZ ,[]{}&*!|'\"%@`\\\t\n\0\u0085\u00a0é\u2028\ufeff";
        var text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            if (random.nextInt(20) == 0) {
                text.appendCodePoint(point());
            } else {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
        }
        return text.toString();
    }

    private int point() {
        int point = random.nextInt(Character.MAX_CODE_POINT + 1);
        return Character.getType(point) == Character.SURROGATE ? 'x' : point;
    }
}
