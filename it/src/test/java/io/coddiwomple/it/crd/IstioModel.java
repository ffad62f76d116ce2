package io.coddiwomple.it.crd;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Somebody else's typed model of Istio's API (fabric8's istio-model), made strict: a field that it lacks is an error. */
final class IstioModel {
    private static final String PACKAGE = "io.fabric8.istio.api.networking.";

    private final ObjectMapper mapper = JsonMapper.builder()
            .annotationIntrospector(new WithoutLeftovers())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The object as the model understands it. */
    JsonNode reread(Map<String, Object> object) {
        return tree(mapper.convertValue(object, type(object)));
    }

    /** Through text, so that an int and a long of one value are equal. */
    JsonNode tree(Object object) {
        try {
            return mapper.readTree(mapper.writeValueAsBytes(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(Map<String, Object> object) {
        String version = String.valueOf(object.get("apiVersion")).replace("networking.istio.io/", "");
        try {
            return Class.forName(PACKAGE + version + "." + object.get("kind"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no model of " + object.get("apiVersion") + " " + object.get("kind"), e);
        }
    }

    /** The model keeps unknown fields aside, which would hide them. */
    private static final class WithoutLeftovers extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }

        @Override
        public Boolean hasAnyGetter(Annotated annotated) {
            return false;
        }
    }
}
