package org.computetrends.config;

import java.util.Map;
import org.computetrends.generate.GeneratorSettings;

/**
 * The configuration of {@code generate}.
 *
 * @param settings how releases are drawn
 * @param configuration every setting of {@code generator} in effect
 */
public record GeneratorConfig(GeneratorSettings settings, long rowsPerFile, Map<String, String> configuration) {}
