package io.coddiwomple.yaml;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Trees of every shape, full of strings that YAML might take for something else. Owned by one thread. */
final class RandomTrees {
    /** Strings that some reader of some YAML version does not take for a string when they stand without quotes. */
    static final List<String> NASTY = List.of(
            "",
            " ",
            "  ",
            " a",
            "a ",
            "a  b",
            "~",
            "null",
            "Null",
            "NULL",
            "nUlL",
            "y",
            "Y",
            "n",
            "N",
            "yes",
            "Yes",
            "YES",
            "no",
            "No",
            "NO",
            "true",
            "True",
            "TRUE",
            "false",
            "False",
            "FALSE",
            "on",
            "On",
            "ON",
            "off",
            "Off",
            "OFF",
            "=",
            "<<",
            "<",
            "0",
            "-0",
            "+0",
            "1",
            "-1",
            "+1",
            "007",
            "08",
            "1.30",
            "1.",
            ".5",
            "-.5",
            "+.5",
            "1e3",
            "1E3",
            "1e+3",
            "1.5e-3",
            "1.e3",
            "0x1",
            "0xFF",
            "-0x1F",
            "0o17",
            "0b101",
            "1_000",
            "1__0",
            "_1",
            "1_",
            "1,000",
            "1:30",
            "12:30:45",
            "190:20:30",
            "190:20:30.15",
            "685_230.15",
            ".inf",
            "-.inf",
            "+.inf",
            ".Inf",
            ".INF",
            ".nan",
            ".NaN",
            ".NAN",
            "inf",
            "nan",
            "Infinity",
            "2001-01-01",
            "2001-1-1",
            "2001-12-14t21:59:43.10-05:00",
            "2001-12-14 21:59:43.10 -5",
            "2024-01-01T00:00:00Z",
            "12e03",
            "12e",
            "e12",
            "1d",
            "1f",
            "0x",
            "0o",
            "0b",
            "1.2.3",
            "1.2.3.4",
            "1..2",
            "1.2.",
            "10.0.0.0/8",
            "2001:db8::1",
            "::1",
            "::",
            ":",
            ":a",
            "a:",
            "a: b",
            "a :b",
            "a:b",
            "http://x:80/y",
            "spiffe://cluster.local/ns/a/sa/b",
            "#",
            "#a",
            "a #b",
            "a#b",
            "a # b",
            "-",
            "--",
            "---",
            "--- a",
            "...",
            "... a",
            ".",
            "..",
            ".global",
            "-a",
            "- a",
            "?",
            "? a",
            "?a",
            ",",
            ",a",
            "a,b",
            "[",
            "[]",
            "[a]",
            "a[0]",
            "]",
            "{",
            "{}",
            "{a}",
            "{{ a }}",
            "}",
            "&",
            "&a",
            "a&b",
            "*",
            "*.global",
            "*a",
            "!",
            "!a",
            "!!str a",
            "|",
            "|-",
            ">",
            ">-",
            "'",
            "'a'",
            "it's",
            "\"",
            "\"a\"",
            "a\"b",
            "%",
            "%YAML",
            "50%",
            "@",
            "@a",
            "a@b",
            "`",
            "`a`",
            "\\",
            "\\n",
            "\\.global$",
            "^a$",
            "$1",
            "(a|b)",
            "~/.kube/config",
            "/v1",
            "a\tb",
            "\ta",
            "a\t",
            "\t",
            "\n",
            "a\n",
            "\na",
            "a\nb",
            "a\n\n",
            "a\r\nb",
            "\r",
            "\0",
            "\u0001",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0080",
            "\u0085",
            "a\u0085b",
            "\u00a0",
            "a\u00a0b",
            "\u00ad",
            "\u2028",
            "\u2029",
            "a\u2028b",
            "\ufeff",
            "\ufeffa",
            "\ufffd",
            "\ufffe",
            "\uffff",
            "\u200b",
            "\u202e",
            "é",
            "ü é",
            "日本",
            "😀",
            "a😀b",
            "\ud83d\ude00: a",
            "é: a",
            "é #a",
            "\ue000",
            "\ud800\udc00",
            "\udbff\udfff",
            "\udb40\udc01",
            "\u3000",
            "10s",
            "1.5s",
            "100ms",
            "1h30m",
            "5xx",
            "5xx,connect-failure",
            "Mo",
            "1e5f3c2d",
            "cafe",
            "face",
            "0cafe",
            "a-1",
            "outbound_.8000_._.httpbin.bar.svc.cluster.local",
            "x".repeat(300),
            "a b ".repeat(100) + "c",
            "\n".repeat(50));

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
            return NASTY.get(random.nextInt(NASTY.size()));
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
