package org.computetrends.config;

import java.util.Map;
import org.computetrends.generate.GeneratorSettings;

/**
 * The configuration of the command {@code generate}.
 *
 * @param settings how releases are drawn
 * @param rowsPerFile the most rows of a Parquet file
 * @param configuration the settings of the generator as text, by key, for the file with the generator's truth
 */
public record GeneratorConfig(GeneratorSettings settings, long rowsPerFile, Map<String, String> configuration) {}
