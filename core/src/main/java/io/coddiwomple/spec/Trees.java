package io.coddiwomple.spec;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.yaml.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Turns what the user wrote in Istio's own words into a resource's tree. */
final class Trees {
    private Trees() {}

    /** The fields of a mapping, empty for anything else. */
    static Fields fields(@Nullable Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return Fields.EMPTY;
        }
        Fields.Builder builder = Fields.builder();
        for (Node.Entry entry : mapping.entries()) {
            if (!(entry.value() instanceof Node.Scalar scalar) || scalar.type() != Node.Type.NULL) {
                builder.put(entry.key(), value(entry.value()));
            }
        }
        return builder.build();
    }

    private static Value value(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> fields(mapping);
            case Node.Sequence sequence -> {
                var items = new ArrayList<Value>();
                sequence.items().forEach(item -> items.add(value(item)));
                yield Value.of(items);
            }
            case Node.Scalar scalar -> scalar(scalar);
        };
    }

    private static Value scalar(Node.Scalar scalar) {
        return switch (scalar.type()) {
            case BOOLEAN -> Value.of(scalar.text().equalsIgnoreCase("true"));
            case INTEGER -> whole(scalar.text());
            case FLOAT -> decimal(scalar.text());
            case NULL, STRING -> Value.of(scalar.text());
        };
    }

    private static Value whole(String text) {
        try {
            return Value.of(Long.parseLong(text));
        } catch (NumberFormatException tooLong) {
            return Value.of(text);
        }
    }

    /** As near as JSON readers come to it; text for what JSON cannot say, such as .inf. */
    private static Value decimal(String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException notFinite) {
            return Value.of(text);
        }
        if (!Double.isFinite(number)) {
            return Value.of(text);
        }
        String digits = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        return digits.indexOf('.') < 0 ? whole(digits) : new Value.Decimal(digits);
    }
}
