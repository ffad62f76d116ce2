package io.coddiwomple.it.crd;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Istio's Go code of 1.1 to 1.4 as JSON Schema: no definition had a schema then, but the generated code holds the
 * compiled protobuf descriptors, and Istio itself read resources by them (protobuf's JSON mapping).
 */
final class GoSchemas {
    private static final Pattern DESCRIPTOR =
            Pattern.compile("var fileDescriptor_\\w+ = \\[]byte\\{([^}]*)}", Pattern.DOTALL);
    private static final Pattern BYTE = Pattern.compile("0x([0-9a-f]{2})");
    private static final String PACKAGE = ".istio.networking.v1alpha3.";
    private static final List<String> KINDS =
            List.of("Gateway", "ServiceEntry", "VirtualService", "DestinationRule", "Sidecar", "EnvoyFilter");

    /** Protobuf's own types, as its JSON mapping writes them. */
    private static final Map<String, Map<String, Object>> WELL_KNOWN = Map.of(
            ".google.protobuf.Duration", Map.of("type", "string", "pattern", "^[0-9]+(\\.[0-9]+)?s$"),
            ".google.protobuf.UInt32Value", Map.of("type", "integer", "minimum", 0),
            ".google.protobuf.BoolValue", Map.of("type", "boolean"),
            ".google.protobuf.DoubleValue", Map.of("type", "number"),
            ".google.protobuf.Struct", Map.of("type", "object"));

    private final Map<String, DescriptorProto> messages = new HashMap<>();
    private final Map<String, EnumDescriptorProto> enums = new HashMap<>();

    private GoSchemas() {}

    static Schemas read(Path folder) throws IOException {
        var types = new GoSchemas();
        List<Path> sources;
        try (var files = Files.list(folder)) {
            sources = files.filter(file -> file.toString().endsWith(".pb.go"))
                    .sorted()
                    .toList();
        }
        for (Path source : sources) {
            FileDescriptorProto file = FileDescriptorProto.parseFrom(descriptor(Files.readString(source)));
            String scope = "." + file.getPackage() + ".";
            file.getMessageTypeList().forEach(message -> types.add(scope, message));
            file.getEnumTypeList().forEach(type -> types.enums.put(scope + type.getName(), type));
        }
        var specs = new HashMap<String, Map<String, Object>>();
        for (String kind : KINDS) {
            specs.put(Schemas.GROUP + "/v1alpha3 " + kind, types.message(PACKAGE + kind));
        }
        return new Schemas(specs);
    }

    private static byte[] descriptor(String go) throws IOException {
        MatchResult found = DESCRIPTOR.matcher(go).results().findFirst().orElseThrow();
        var packed = new ByteArrayOutputStream();
        BYTE.matcher(found.group(1)).results().forEach(hex -> packed.write(Integer.parseInt(hex.group(1), 16)));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            return unpacked.readAllBytes();
        }
    }

    private void add(String scope, DescriptorProto message) {
        String name = scope + message.getName();
        messages.put(name, message);
        message.getNestedTypeList().forEach(nested -> add(name + ".", nested));
        message.getEnumTypeList().forEach(type -> enums.put(name + "." + type.getName(), type));
    }

    private Map<String, Object> message(String name) {
        DescriptorProto message = messages.get(name);
        if (message == null) {
            throw new IllegalArgumentException("no descriptor of " + name);
        }
        var properties = new LinkedHashMap<String, Object>();
        var alternatives = new HashMap<Integer, List<String>>();
        for (FieldDescriptorProto field : message.getFieldList()) {
            properties.put(field.getJsonName(), schema(field));
            if (field.hasOneofIndex()) {
                alternatives
                        .computeIfAbsent(field.getOneofIndex(), _ -> new ArrayList<>())
                        .add(field.getJsonName());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        schema.put(
                "allOf",
                alternatives.values().stream().map(GoSchemas::atMostOne).toList());
        return schema;
    }

    private static Map<String, Object> atMostOne(List<String> names) {
        var pairs = new ArrayList<Object>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                pairs.add(Map.of("required", List.of(names.get(i), names.get(j))));
            }
        }
        return pairs.isEmpty() ? Map.of() : Map.of("not", Map.of("anyOf", pairs));
    }

    private Map<String, Object> schema(FieldDescriptorProto field) {
        if (field.getLabel() != Label.LABEL_REPEATED) {
            return single(field);
        }
        DescriptorProto type = messages.get(field.getTypeName());
        if (type != null && type.getOptions().getMapEntry()) {
            return Map.of("type", "object", "additionalProperties", single(type.getField(1)));
        }
        return Map.of("type", "array", "items", single(field));
    }

    private Map<String, Object> single(FieldDescriptorProto field) {
        return switch (field.getType()) {
            case TYPE_MESSAGE -> {
                Map<String, Object> known = WELL_KNOWN.get(field.getTypeName());
                yield known == null ? message(field.getTypeName()) : known;
            }
            case TYPE_ENUM -> {
                EnumDescriptorProto type = enums.get(field.getTypeName());
                if (type == null) {
                    throw new IllegalArgumentException("no descriptor of " + field.getTypeName());
                }
                yield Map.of(
                        "type",
                        "string",
                        "enum",
                        type.getValueList().stream()
                                .map(value -> value.getName())
                                .toList());
            }
            case TYPE_STRING -> Map.of("type", "string");
            case TYPE_BOOL -> Map.of("type", "boolean");
            case TYPE_DOUBLE, TYPE_FLOAT -> Map.of("type", "number");
            case TYPE_UINT32, TYPE_UINT64 -> Map.of("type", "integer", "minimum", 0);
            case TYPE_INT32, TYPE_INT64 -> Map.of("type", "integer");
            default -> throw new IllegalArgumentException("type of " + field);
        };
    }
}
