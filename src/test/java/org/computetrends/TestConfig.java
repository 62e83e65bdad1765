package org.computetrends;

import java.util.Map;
import java.util.Optional;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;

/** The default settings, with or without changes. */
public final class TestConfig {

    private TestConfig() {}

    public static TrendConfig load() {
        return load(Map.of());
    }

    /** The defaults, changed as by {@code --set} for each key and value. */
    public static TrendConfig load(Map<String, String> settings) {
        return new ConfigLoader(Optional.empty(), Optional.empty(), settings).load();
    }
}
