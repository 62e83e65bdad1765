package org.computetrends.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.computetrends.domain.VisibleText;

/** Indented JSON that is safe to show in a terminal: see {@link VisibleText#json}. */
public final class IndentedJson {
    private IndentedJson() {}

    /** Writes records, maps, lists, strings, numbers and JSON nodes, without a newline at the end. */
    public static String of(Object content) {
        try {
            return VisibleText.json(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the content cannot be written as JSON", e);
        }
    }
}
