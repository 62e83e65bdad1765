package org.computetrends.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Redaction;
import org.jspecify.annotations.Nullable;

/** A section of a configuration: its raw values, the keys read, and the faults found. */
class SettingsSection {
    /** The replacements of settings of older versions. */
    private static final Map<String, String> REPLACED = Map.of(
            "small-input-megabytes", "its name is scale.spark-above-megabytes",
            "scale.rows-above", "publishing.tables names the tables that are published, at every size",
            "scale.rejects", "all rejects are published",
            "scale.organizations", "scale.driver-megabytes allows for organizations too",
            "scale.observations", "fitting.observations-limit says the same");

    private final ConfigObject section;
    private final String path;
    private final List<String> faults;
    private final Set<String> readKeys = new HashSet<>();
    /** The sections read inside this one. Their unknown keys are reported too. */
    final List<SettingsSection> children = new ArrayList<>();

    /** @param path the keys that lead to it, joined by dots; empty for the whole configuration */
    SettingsSection(ConfigObject section, String path, List<String> faults) {
        this.section = section;
        this.path = path;
        this.faults = faults;
    }

    List<String> faults() {
        return faults;
    }

    String keyName(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The keys of this section, in order. */
    List<String> keys() {
        return section.keySet().stream().sorted().toList();
    }

    /** The value of a key, which then counts as read; null if there is none. */
    @Nullable
    ConfigValue value(String key) {
        readKeys.add(key);
        return section.get(key);
    }

    boolean isNull(String key) {
        ConfigValue value = value(key);
        return value != null && value.valueType() == ConfigValueType.NULL;
    }

    @Nullable
    String scalar(String key) {
        ConfigValue value = value(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            fault(key, value, "must have a value");
            return null;
        }
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            fault(key, value, "must be a plain value");
            return null;
        }
        // As written: 5 and not 5.0, 1e25 and not 1.0E25.
        return section.toConfig().getString(ConfigUtil.joinPath(key));
    }

    ConfigList list(String key) {
        ConfigValue value = value(key);
        if (value instanceof ConfigList list) {
            return list;
        }
        fault(key, value, "must be a list [ ... ]");
        return ConfigValueFactory.fromIterable(List.of());
    }

    private String origin(String key) {
        ConfigValue value = section.get(key);
        return value == null ? "" : origin(value);
    }

    /** The origin of a value. The line number is removed for an option, which has no lines. */
    private static String origin(ConfigValue value) {
        return " (" + value.origin().description().replaceFirst("^(--set .*): \\d+$", "$1") + ")";
    }

    /** Makes a value that checks itself. If it throws, its message is noted as a fault of a key. */
    <T> T checked(String key, Supplier<T> make, T placeholder) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            faults.add(keyName(key) + ": " + e.getMessage() + origin(key));
            return placeholder;
        }
    }

    /** Notes a fault of a key that was read. */
    void fault(String key, String value, String bound) {
        faults.add(keyName(key) + " = " + Redaction.value(key, value) + " " + bound + origin(key));
    }

    void fault(String key, @Nullable ConfigValue value, String bound) {
        fault(key, value == null ? "missing" : value.render(ConfigRenderOptions.concise()), bound);
    }

    /** Notes an unknown name, with the known ones and a suggestion. */
    void unknown(String key, String name, Collection<String> knownNames) {
        fault(key, name, "must be one of " + String.join(", ", knownNames) + NearMiss.question(name, knownNames));
    }

    /** Notes every key of this section and its children that was not read. */
    void noteUnknownKeys() {
        Set<String> everywhere = new TreeSet<>();
        collectKeys(everywhere);
        noteUnknownKeys(everywhere);
    }

    private void collectKeys(Set<String> keys) {
        readKeys.forEach(key -> keys.add(keyName(key)));
        children.forEach(child -> child.collectKeys(keys));
    }

    private void noteUnknownKeys(Set<String> everywhere) {
        for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
            if (!readKeys.contains(entry.getKey())) {
                String name = keyName(entry.getKey());
                ConfigValue value = entry.getValue();
                // An unknown section is named as it was written: with the key inside it, if there is only one.
                while (value instanceof ConfigObject object && object.size() == 1) {
                    Map.Entry<String, ConfigValue> onlyEntry =
                            object.entrySet().iterator().next();
                    name = name + "." + onlyEntry.getKey();
                    value = onlyEntry.getValue();
                }
                String replacement = REPLACED.get(name);
                faults.add(name + " is not a setting"
                        + (replacement == null
                                ? suggestion(entry.getKey(), name, everywhere)
                                : " any more: " + replacement)
                        + origin(value));
            }
        }
        children.forEach(child -> child.noteUnknownKeys(everywhere));
    }

    /** A similar setting here, or the least nested one elsewhere with this name. */
    private String suggestion(String unknownKey, String name, Set<String> everywhere) {
        Optional<String> here = NearMiss.of(unknownKey, readKeys).map(this::keyName);
        boolean isNested = !name.equals(keyName(unknownKey));
        return (isNested ? NearMiss.of(name, everywhere).or(() -> here) : here)
                .or(() -> everywhere.stream()
                        .filter(key -> key.endsWith("." + unknownKey))
                        .min(Comparator.comparing(key -> key.split("\\.", -1).length)))
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
    }
}
