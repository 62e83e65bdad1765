package org.computetrends.config;

import java.util.Map;
import org.computetrends.generate.GeneratorSettings;

/**
 * The configuration of {@code generate}.
 *
 * @param settings how releases are drawn
 * @param configuration the same settings as texts, for the JSON document beside the rows
 */
public record GeneratorConfig(GeneratorSettings settings, long rowsPerFile, Map<String, String> configuration) {}
