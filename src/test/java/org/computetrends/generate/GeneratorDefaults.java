package org.computetrends.generate;

import java.util.Map;
import java.util.Optional;
import org.computetrends.config.ConfigLoader;

/** The settings of {@code conf/generator.conf}, with a test's changes. */
final class GeneratorDefaults {

    private GeneratorDefaults() {}

    static GeneratorSettings with(Map<String, String> settings) {
        return new ConfigLoader(Optional.empty(), Optional.empty(), settings)
                .loadGenerator()
                .settings();
    }
}
