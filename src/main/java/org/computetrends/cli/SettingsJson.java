package org.computetrends.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.computetrends.config.TrendConfig;
import org.computetrends.job.IndentedJson;

/**
 * The settings in effect as JSON: {@code {"settings": {KEY: {"value": ..., "origin": ...}}}}. The value is JSON as in a
 * configuration file. The origin is the file and line, the preset or the option that set it.
 */
final class SettingsJson {
    private SettingsJson() {}

    static String of(TrendConfig config) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode document = mapper.createObjectNode();
        ObjectNode settings = document.putObject("settings");
        config.settings().forEach((key, setting) -> {
            try {
                ObjectNode entry = settings.putObject(key);
                entry.set("value", mapper.readTree(setting.value()));
                entry.put("origin", setting.origin());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("setting " + key + " is not JSON", e);
            }
        });
        return IndentedJson.of(document);
    }
}
