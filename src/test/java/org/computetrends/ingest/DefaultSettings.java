package org.computetrends.ingest;

import java.time.LocalDate;
import java.util.Optional;
import org.computetrends.TestConfig;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VintageScope;

/** The settings without presets, files or overrides, loaded once for all tests of reading. */
final class DefaultSettings {
    static final TrendConfig CONFIG = TestConfig.load();
    static final ColumnMapping MAPPING = CONFIG.mapping();

    /** The process reads vintages of up to 16 MB without a Spark job. */
    static final long LOCAL_BYTES = 1 << 24;

    private DefaultSettings() {}

    static ReleaseReader reader(String input, Optional<LocalDate> vintage, Optional<VintageScope> scope) {
        return new ReleaseReader(input, vintage, scope, MAPPING, BadFiles.FAIL, LOCAL_BYTES);
    }
}
