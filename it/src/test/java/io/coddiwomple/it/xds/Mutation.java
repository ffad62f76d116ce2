package io.coddiwomple.it.xds;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** Changes every value of one field, wherever it is in a message. */
final class Mutation {
    private final String field;

    /** @param field its full name in protobuf */
    Mutation(String field) {
        this.field = field;
    }

    Served of(Served served) {
        return new Served(
                all(served.listeners()), all(served.routes()), all(served.clusters()), all(served.endpoints()));
    }

    @SuppressWarnings("unchecked") // A message stays what it is.
    private <T extends Message> List<T> all(List<T> messages) {
        return messages.stream().map(message -> (T) of(message)).toList();
    }

    private Message of(Message message) {
        if (message instanceof Any any) {
            return inside(any);
        }
        Message.Builder builder = message.toBuilder();
        message.getAllFields().forEach((descriptor, value) -> {
            boolean hit = descriptor.getFullName().equals(field);
            if (descriptor.isRepeated()) {
                List<Object> items = new ArrayList<>();
                for (Object item : (List<?>) value) {
                    items.add(hit ? changed(descriptor, item) : unchanged(item));
                }
                builder.setField(descriptor, items);
            } else {
                builder.setField(descriptor, hit ? changed(descriptor, value) : unchanged(value));
            }
        });
        return builder.build();
    }

    private Object unchanged(Object value) {
        return value instanceof Message message ? of(message) : value;
    }

    private Message inside(Any any) {
        Message prototype = Canonical.TYPES.get(any.getTypeUrl());
        if (prototype == null) {
            return any;
        }
        try {
            return Any.pack(of(prototype.getParserForType().parseFrom(any.getValue())));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(any.getTypeUrl(), e);
        }
    }

    private static Object changed(FieldDescriptor descriptor, Object value) {
        return switch (value) {
            case String text -> text + "x";
            case Integer number -> number + 1;
            case Long number -> number + 1;
            case Double number -> number + 1;
            case Boolean flag -> !flag;
            case EnumValueDescriptor one -> {
                List<EnumValueDescriptor> all = one.getType().getValues();
                yield all.get((one.getIndex() + 1) % all.size());
            }
            case Message message -> {
                // A wrapper, a duration or a matcher: its first field.
                Message.Builder builder = message.toBuilder();
                FieldDescriptor first =
                        message.getDescriptorForType().getFields().getFirst();
                yield builder.setField(first, changed(first, message.getField(first)))
                        .build();
            }
            default -> throw new IllegalArgumentException(descriptor.getFullName());
        };
    }
}
