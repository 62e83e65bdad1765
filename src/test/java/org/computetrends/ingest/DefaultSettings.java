package org.computetrends.ingest;

import org.computetrends.TestConfig;
import org.computetrends.config.TrendConfig;

/** The settings without presets, files or overrides, loaded once for all tests of reading. */
final class DefaultSettings {
    static final TrendConfig CONFIG = TestConfig.load();
    static final ColumnMapping MAPPING = CONFIG.mapping();

    private DefaultSettings() {}
}
