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

/**
 * A section: its keys, those read, and all faults of the configuration. {@link SettingsReader} adds types of values.
 */
class SettingsSection {
    /** What a user should know about settings of older versions, by their former key. */
    private static final Map<String, String> REPLACEMENTS = Map.of(
            "small-input-megabytes", "its name is scale.spark-above-megabytes",
            "scale.rows-above", "publishing.tables names the tables that are published, at every size",
            "scale.rejects", "all rejects are published",
            "scale.organizations", "scale.driver-megabytes allows for organizations too",
            "scale.observations", "fitting.observations-limit says the same");

    private final ConfigObject section;
    private final String path;
    private final List<String> faults;
    private final Set<String> readKeys = new HashSet<>();
    private final List<SettingsSection> children = new ArrayList<>();

    /** @param path the keys that lead to the section, joined by dots; empty for the whole configuration */
    SettingsSection(ConfigObject section, String path, List<String> faults) {
        this.section = section;
        this.path = path;
        this.faults = faults;
    }

    /** Adds an inner section, whose unknown keys are reported with those of this section. */
    void addChild(SettingsSection child) {
        children.add(child);
    }

    List<String> faults() {
        return faults;
    }

    /** The full name of a key, with the path of the section. */
    String keyName(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The keys of this section, sorted. */
    List<String> keys() {
        return section.keySet().stream().sorted().toList();
    }

    /** The value of a key; null if missing. The key then counts as read, so that it is not reported as unknown. */
    @Nullable
    ConfigValue value(String key) {
        readKeys.add(key);
        return section.get(key);
    }

    boolean isNull(String key) {
        ConfigValue value = value(key);
        return value != null && value.valueType() == ConfigValueType.NULL;
    }

    /** A single value as text. A missing or null value, a list and a section are faults; null is returned for them. */
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
        // The text as written: 1e25 and not 1.0E25.
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

    /** The origin of a value, in parentheses. An option has no lines, so its line number is removed. */
    private static String origin(ConfigValue value) {
        return " (" + ConfigLoader.displayed(value.origin()).replaceFirst("^(--set .*): \\d+$", "$1") + ")";
    }

    /** Constructs a value. If that fails, notes the message of the exception as a fault and returns the placeholder. */
    <T> T checked(String key, Supplier<T> constructor, T placeholder) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            faults.add(keyName(key) + ": " + e.getMessage() + origin(key));
            return placeholder;
        }
    }

    /** Notes a fault of a key that was read; {@code complaint} continues the sentence {@code key = value}. */
    void fault(String key, String value, String complaint) {
        faults.add(keyName(key) + " = " + Redaction.value(key, value) + " " + complaint + origin(key));
    }

    void fault(String key, @Nullable ConfigValue value, String complaint) {
        fault(key, value == null ? "missing" : value.render(ConfigRenderOptions.concise()), complaint);
    }

    /** Notes a fault of this section's name, which a user chose; {@code complaint} continues the sentence. */
    void faultOfName(String complaint) {
        faults.add(path + " " + complaint + origin(section));
    }

    /** Notes a fault for an unknown name, with the known names and a suggestion. */
    void unknown(String key, String name, Collection<String> knownNames) {
        fault(key, name, "must be one of " + String.join(", ", knownNames) + NearMiss.question(name, knownNames));
    }

    /** Notes a fault for every key of this section and its children that was not read. Call this when all is read. */
    void noteUnknownKeys() {
        Set<String> allReadKeys = new TreeSet<>();
        collectReadKeys(allReadKeys);
        noteUnknownKeys(allReadKeys);
    }

    private void collectReadKeys(Set<String> keys) {
        readKeys.forEach(key -> keys.add(keyName(key)));
        children.forEach(child -> child.collectReadKeys(keys));
    }

    private void noteUnknownKeys(Set<String> allReadKeys) {
        for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
            if (!readKeys.contains(entry.getKey())) {
                String name = keyName(entry.getKey());
                ConfigValue value = entry.getValue();
                // a.b.c = 1 makes nested sections with one key each. The fault names the full key a.b.c.
                while (value instanceof ConfigObject object && object.size() == 1) {
                    Map.Entry<String, ConfigValue> onlyEntry =
                            object.entrySet().iterator().next();
                    name = name + "." + onlyEntry.getKey();
                    value = onlyEntry.getValue();
                }
                String replacement = REPLACEMENTS.get(name);
                faults.add(name + " is not a setting"
                        + (replacement == null
                                ? suggestion(entry.getKey(), name, allReadKeys)
                                : " any more: " + replacement)
                        + origin(value));
            }
        }
        children.forEach(child -> child.noteUnknownKeys(allReadKeys));
    }

    /**
     * Suggests a similar key of this section, or else the least nested key of the same name elsewhere. For an unknown
     * key with inner keys, first looks for a key similar to the full name. An empty text if no key is found.
     */
    private String suggestion(String unknownKey, String name, Set<String> allReadKeys) {
        Optional<String> similarHere = NearMiss.of(unknownKey, readKeys).map(this::keyName);
        boolean isNested = !name.equals(keyName(unknownKey));
        return (isNested ? NearMiss.of(name, allReadKeys).or(() -> similarHere) : similarHere)
                .or(() -> allReadKeys.stream()
                        .filter(key -> key.endsWith("." + unknownKey))
                        .min(Comparator.comparing(key -> key.split("\\.", -1).length)))
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
    }
}
