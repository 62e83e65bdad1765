package org.computetrends.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.computetrends.domain.VisibleText;

/** Indented JSON that is safe to show in a terminal: see {@link VisibleText#json}. */
public final class JsonDocument {
    private JsonDocument() {}

    /** The document of records, maps, lists, texts, numbers and JSON nodes, without a line end. */
    public static String of(Object content) {
        try {
            return VisibleText.json(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the content has no form in JSON", e);
        }
    }
}
