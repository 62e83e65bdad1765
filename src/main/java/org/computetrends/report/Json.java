package org.computetrends.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.computetrends.domain.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON, and writes JSON that is safe inside a {@code script} element: characters that could end the element or
 * begin a comment are escaped, and so are control characters and controls of writing direction. A record becomes an
 * object. A number that is not finite becomes null.
 */
final class Json {
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        // Null components of records are left out. Nulls in maps and lists are written.
        mapper.setDefaultPropertyInclusion(
                JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
        mapper.getFactory().setCharacterEscapes(new Escapes());
        return mapper.registerModule(new SimpleModule()
                .addSerializer(LocalDate.class, ToStringSerializer.instance)
                .addSerializer(Double.class, new FiniteNumbers())
                .addSerializer(Double.TYPE, new FiniteNumbers()));
    }

    /** Writes maps, lists, records, text, numbers, dates and booleans. */
    static String write(@Nullable Object value) {
        try {
            return VisibleText.json(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the page's data cannot be written as JSON", e);
        }
    }

    /** Parses JSON; a missing node if the text is not JSON. */
    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** An ordered map from alternating names and values. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static final class FiniteNumbers extends StdSerializer<Double> {
        FiniteNumbers() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }

    private static final class Escapes extends CharacterEscapes {
        private final int[] codes = standardAsciiEscapesForJSON();

        Escapes() {
            for (char letter : "<>&".toCharArray()) {
                codes[letter] = ESCAPE_CUSTOM;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return codes.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int letter) {
            return letter < codes.length && codes[letter] == ESCAPE_CUSTOM
                    ? new SerializedString(VisibleText.unicodeEscape(letter))
                    : null;
        }
    }
}
