package org.computetrends.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VisibleText;

/**
 * The settings in effect as JSON: {@code {"settings": {KEY: {"value": ..., "origin": ...}}}}. The value is JSON as in a
 * configuration file. The origin is the file and line, the preset or the option that set it.
 */
final class SettingsJson {

    private SettingsJson() {}

    static String of(TrendConfig config) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document = mapper.createObjectNode();
        ObjectNode settings = document.putObject("settings");
        try {
            for (Map.Entry<String, TrendConfig.Setting> entry :
                    config.settings().entrySet()) {
                ObjectNode setting = settings.putObject(entry.getKey());
                setting.set("value", mapper.readTree(entry.getValue().value()));
                setting.put("origin", entry.getValue().origin());
            }
            return VisibleText.json(mapper.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the settings cannot be written as JSON", e);
        }
    }
}
