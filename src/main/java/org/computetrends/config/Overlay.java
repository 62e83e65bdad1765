package org.computetrends.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads lists of alternative values. Each value replaces the run's value in a copy of the configuration. The usual code
 * then reads the copy, so that the same bounds apply.
 *
 * @param source the run's configuration
 */
record Overlay(Config source) {

    /**
     * An alternative value and what was read with it.
     *
     * @param value the value in the list: a number, a text or a flag
     */
    record ReadVariant<T>(Object value, T settings) {}

    /**
     * Reads the values that a key lists.
     *
     * @param replacedKeys the keys of the configuration whose values each value replaces
     * @param reader returns the settings that depend on the replaced keys, given the root of the copy
     */
    <T> List<ReadVariant<T>> read(
            SettingsReader section, String key, List<String> replacedKeys, Function<SettingsReader, T> reader) {
        List<ReadVariant<T>> variants = new ArrayList<>();
        Set<Object> seenValues = new HashSet<>();
        for (ConfigValue value : section.plainValues(key)) {
            if (!seenValues.add(value.unwrapped())) {
                section.fault(key, String.valueOf(value.unwrapped()), "is named more than once");
                continue;
            }
            Config overlaid = source;
            for (String replacedKey : replacedKeys) {
                overlaid = overlaid.withValue(replacedKey, value);
            }
            List<String> faults = new ArrayList<>();
            variants.add(
                    new ReadVariant<>(value.unwrapped(), reader.apply(new SettingsReader(overlaid.root(), faults))));
            // Faults of the run's own settings are noted already. One fault is enough, even if a value replaces several
            // keys.
            faults.stream()
                    .filter(fault -> !section.faults().contains(fault))
                    .limit(1)
                    .forEach(fault -> section.faults().add(renamed(fault, replacedKeys, section.keyName(key))));
        }
        return variants;
    }

    /** A fault with the name of the list's key instead of the replaced key. Any other fault gets the name in front. */
    private static String renamed(String fault, List<String> replacedKeys, String name) {
        return replacedKeys.stream()
                .filter(fault::startsWith)
                .findFirst()
                .map(key -> name + fault.substring(key.length()))
                .orElse(name + ": " + fault);
    }
}
