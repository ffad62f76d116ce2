package io.coddiwomple.yaml;

/** What a plain scalar means by the core schema, YAML 1.2.2 section 10.3.2. */
final class CoreSchema {
    private CoreSchema() {}

    static Node.Type type(String text) {
        if (text.isEmpty()) {
            return Node.Type.NULL;
        }
        char first = text.charAt(0);
        if (first <= '9') {
            return first >= '0' || first == '.' || first == '+' || first == '-' ? number(text) : Node.Type.STRING;
        }
        return switch (text) {
            case "~", "null", "Null", "NULL" -> Node.Type.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Node.Type.BOOLEAN;
            default -> Node.Type.STRING;
        };
    }

    private static Node.Type number(String text) {
        char first = text.charAt(0);
        if (first == '0' && text.length() > 2) {
            char base = text.charAt(1);
            if (base == 'o' || base == 'x') {
                return digits(text, 2, base == 'o' ? 8 : 16) == text.length() ? Node.Type.INTEGER : Node.Type.STRING;
            }
        }
        int at = first == '+' || first == '-' ? 1 : 0;
        String unsigned = text.substring(at);
        return switch (unsigned) {
            case ".inf", ".Inf", ".INF" -> Node.Type.FLOAT;
            case ".nan", ".NaN", ".NAN" -> at == 0 ? Node.Type.FLOAT : Node.Type.STRING;
            default -> decimal(unsigned);
        };
    }

    /** {@code [0-9]+}, or {@code (\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
    private static Node.Type decimal(String text) {
        int whole = digits(text, 0, 10);
        if (whole == text.length()) {
            return whole > 0 ? Node.Type.INTEGER : Node.Type.STRING;
        }
        int at = whole;
        if (text.charAt(at) == '.') {
            at = digits(text, at + 1, 10);
            if (whole == 0 && at == 1) {
                return Node.Type.STRING;
            }
        } else if (whole == 0) {
            return Node.Type.STRING;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            at = digits(text, exponent, 10);
            if (at == exponent) {
                return Node.Type.STRING;
            }
        }
        return at == text.length() ? Node.Type.FLOAT : Node.Type.STRING;
    }

    /** Where the digits end that begin at an offset. */
    private static int digits(String text, int from, int base) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), base) >= 0) {
            at++;
        }
        return at;
    }
}
