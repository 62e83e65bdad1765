package org.computetrends.ingest;

import java.util.Map;
import java.util.Optional;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;

/** The settings without presets, files or overrides, loaded once for all tests of reading. */
final class DefaultSettings {
    static final TrendConfig CONFIG = new ConfigLoader(Optional.empty(), Optional.empty(), Map.of()).load();
    static final ColumnMapping MAPPING = CONFIG.mapping();

    private DefaultSettings() {}
}
