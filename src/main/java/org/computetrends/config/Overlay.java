package org.computetrends.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads settings that vary: each value replaces the run's own in the configuration, and the same code reads both.
 *
 * @param source the run's configuration
 */
record Overlay(Config source) {

    /**
     * A value, and the settings read with it.
     *
     * @param value a number, a text or a flag
     */
    record ReadVariant<T>(Object value, T settings) {}

    /**
     * Reads the values that a key lists.
     *
     * @param keys the keys of the configuration that each value replaces
     */
    <T> List<ReadVariant<T>> read(
            SettingsReader section, String key, List<String> keys, Function<SettingsReader, T> reading) {
        List<ReadVariant<T>> variants = new ArrayList<>();
        Set<Object> seenValues = new HashSet<>();
        for (ConfigValue value : section.plainValues(key)) {
            if (!seenValues.add(value.unwrapped())) {
                section.fault(key, String.valueOf(value.unwrapped()), "is named more than once");
                continue;
            }
            Config overlaid = source;
            for (String replacedKey : keys) {
                overlaid = overlaid.withValue(replacedKey, value);
            }
            List<String> faults = new ArrayList<>();
            variants.add(
                    new ReadVariant<>(value.unwrapped(), reading.apply(new SettingsReader(overlaid.root(), faults))));
            // Faults of the run's own settings are known. If a value replaces several keys, one fault is enough.
            faults.stream()
                    .filter(fault -> !section.faults().contains(fault))
                    .limit(1)
                    .forEach(fault -> section.faults().add(named(fault, keys, section.keyName(key))));
        }
        return variants;
    }

    /** Rewrites a fault of a replaced setting as one of the key with the value. */
    private static String named(String fault, List<String> keys, String name) {
        return keys.stream()
                .filter(fault::startsWith)
                .findFirst()
                .map(key -> name + fault.substring(key.length()))
                .orElse(name + ": " + fault);
    }
}
