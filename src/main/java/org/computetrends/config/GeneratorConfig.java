package org.computetrends.config;

import com.typesafe.config.Config;
import java.util.Map;
import org.computetrends.domain.UserException;
import org.computetrends.generate.GeneratorSettings;

/**
 * The configuration of {@code generate}.
 *
 * @param settings how releases are drawn
 * @param rowsPerFile rows in a file
 * @param configuration every setting of {@code generator} in effect
 */
public record GeneratorConfig(GeneratorSettings settings, long rowsPerFile, Map<String, String> configuration) {

    /**
     * Reads a resolved configuration, with the section of synthetic releases.
     *
     * @throws UserException that names every fault found
     */
    static GeneratorConfig from(Config source) {
        return TrendConfig.checked(source, root -> {
                    TrendConfigReader trends = new TrendConfigReader(root, source);
                    return new GeneratorReader(
                                    root.section(GeneratorReader.SECTION), trends.vocabulary(), trends.read())
                            .read();
                })
                .orElseThrow(() -> new IllegalStateException("a fault of the settings was not noted"));
    }
}
