package org.computetrends.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.computetrends.domain.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one section of a configuration and notes every fault instead of stopping at the first.
 *
 * <p>A read that fails notes the key, where it was set, its value and its bound, and returns a stand-in, so that the
 * rest is read too; nobody may use what was read when there are faults. A key that nobody read is unknown.
 */
final class SettingsReader {
    private final ConfigObject section;
    private final String path;
    private final List<String> faults;
    private final Set<String> read = new HashSet<>();
    private final List<SettingsReader> children = new ArrayList<>();

    SettingsReader(ConfigObject section, List<String> faults) {
        this(section, "", faults);
    }

    private SettingsReader(ConfigObject section, String path, List<String> faults) {
        this.section = section;
        this.path = path;
        this.faults = faults;
    }

    /** The name of a key for people. */
    String keyName(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    String text(String key) {
        return orElse(scalar(key), "");
    }

    @Nullable
    String optionalText(String key) {
        return isNull(key) ? null : text(key);
    }

    /** A text that says something. */
    String filledText(String key) {
        String text = text(key);
        if (text.isBlank()) {
            fault(key, "\"" + text + "\"", "must not be blank");
        }
        return text;
    }

    double number(String key, double least, double most) {
        String text = scalar(key);
        if (text == null) {
            return least;
        }
        try {
            double value = Double.parseDouble(text);
            if (!(least <= value && value <= most)) {
                fault(key, text, "must be from " + plain(least) + " to " + plain(most));
                return least;
            }
            return value;
        } catch (NumberFormatException e) {
            fault(key, text, "must be a number");
            return least;
        }
    }

    @Nullable
    Double optionalNumber(String key, double least, double most) {
        return isNull(key) ? null : (Double) number(key, least, most);
    }

    long integer(String key, long least, long most) {
        String text = scalar(key);
        if (text == null) {
            return least;
        }
        try {
            long value = Long.parseLong(text);
            if (value < least || value > most) {
                fault(key, text, "must be from " + least + " to " + most);
                return least;
            }
            return value;
        } catch (NumberFormatException e) {
            fault(key, text, "must be a whole number");
            return least;
        }
    }

    boolean flag(String key) {
        String text = scalar(key);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            fault(key, text, "must be true or false");
        }
        return "true".equals(text);
    }

    LocalDate date(String key) {
        String text = scalar(key);
        if (text == null) {
            return LocalDate.EPOCH;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            fault(key, text, "must be a date such as 2026-04-23");
            return LocalDate.EPOCH;
        }
    }

    @Nullable
    LocalDate optionalDate(String key) {
        return isNull(key) ? null : date(key);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String text = scalar(key);
        return text == null ? type.getEnumConstants()[0] : choiceOf(key, text, type);
    }

    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        Set<E> chosen = new HashSet<>();
        texts(key).forEach(text -> chosen.add(choiceOf(key, text, type)));
        return chosen;
    }

    private <E extends Enum<E>> E choiceOf(String key, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (idOf(constant).equals(text)) {
                return constant;
            }
        }
        fault(
                key,
                text,
                "must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(SettingsReader::idOf)
                                        .toList()));
        return type.getEnumConstants()[0];
    }

    static String idOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (ConfigValue element : list(key)) {
            if (element.valueType() == ConfigValueType.OBJECT || element.valueType() == ConfigValueType.LIST) {
                fault(key, element.render(), "must be a list of plain values");
            } else {
                texts.add(String.valueOf(element.unwrapped()));
            }
        }
        return texts;
    }

    List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>();
        for (String text : texts(key)) {
            try {
                numbers.add(Double.parseDouble(text));
            } catch (NumberFormatException e) {
                fault(key, text, "must be a number");
            }
        }
        return numbers;
    }

    /** The sections of a list of objects. */
    List<SettingsReader> items(String key) {
        List<SettingsReader> items = new ArrayList<>();
        ConfigList list = list(key);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ConfigObject object) {
                items.add(child(object, keyName(key) + "[" + i + "]"));
            } else {
                fault(key, list.get(i).render(), "must be a list of { ... }");
            }
        }
        return items;
    }

    SettingsReader section(String key) {
        read.add(key);
        if (section.get(key) instanceof ConfigObject object) {
            return child(object, keyName(key));
        }
        fault(key, section.containsKey(key) ? section.get(key).render() : "missing", "must be a section { ... }");
        // What is missing is told once: faults of the stand-in go nowhere.
        return new SettingsReader(com.typesafe.config.ConfigFactory.empty().root(), keyName(key), new ArrayList<>());
    }

    /** The sections inside a section, by name, in the order of their names. */
    Map<String, SettingsReader> sections(String key) {
        SettingsReader parent = section(key);
        Map<String, SettingsReader> sections = new LinkedHashMap<>();
        parent.section.keySet().stream().sorted().forEach(name -> sections.put(name, parent.section(name)));
        return sections;
    }

    /** The keys of this section, in order. */
    List<String> keys() {
        return section.keySet().stream().sorted().toList();
    }

    private SettingsReader child(ConfigObject object, String childPath) {
        SettingsReader child = new SettingsReader(object, childPath, faults);
        children.add(child);
        return child;
    }

    /** Makes a value that checks itself, its complaint noted against a key. */
    <T> T checked(String key, Supplier<T> make, T standIn) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            faults.add(keyName(key) + ": " + e.getMessage() + origin(key));
            return standIn;
        }
    }

    /** Notes a fault of a key that was read. */
    void fault(String key, String value, String bound) {
        faults.add(keyName(key) + " = " + Redaction.value(key, value) + " " + bound + origin(key));
    }

    /** Notes every key of this section, and of those read through it, that nobody read. */
    void noteUnknownKeys() {
        for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
            if (!read.contains(entry.getKey())) {
                faults.add(keyName(entry.getKey()) + " is not a setting" + suggestion(entry.getKey())
                        + origin(entry.getKey()));
            }
        }
        children.forEach(SettingsReader::noteUnknownKeys);
    }

    private String suggestion(String unknown) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return read.stream()
                .filter(known -> distance.apply(known, unknown) <= Math.max(2, unknown.length() / 3))
                .min(java.util.Comparator.comparingInt((String known) -> distance.apply(known, unknown))
                        .thenComparing(known -> known))
                .map(known -> "; did you mean " + keyName(known) + "?")
                .orElse("");
    }

    private boolean isNull(String key) {
        read.add(key);
        ConfigValue value = section.get(key);
        return value != null && value.valueType() == ConfigValueType.NULL;
    }

    private @Nullable String scalar(String key) {
        read.add(key);
        ConfigValue value = section.get(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            fault(key, value == null ? "missing" : "null", "must have a value");
            return null;
        }
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            fault(key, value.render(com.typesafe.config.ConfigRenderOptions.concise()), "must be a plain value");
            return null;
        }
        // As it was written: 5 and not 5.0, 1e25 and not 1.0E25.
        return section.toConfig().getString(com.typesafe.config.ConfigUtil.joinPath(key));
    }

    private ConfigList list(String key) {
        read.add(key);
        ConfigValue value = section.get(key);
        if (value instanceof ConfigList list) {
            return list;
        }
        fault(key, value == null ? "missing" : value.render(), "must be a list [ ... ]");
        return com.typesafe.config.ConfigValueFactory.fromIterable(List.of());
    }

    private String origin(String key) {
        ConfigValue value = section.get(key);
        return value == null ? "" : " (" + value.origin().description() + ")";
    }

    private static String orElse(@Nullable String text, String standIn) {
        return text == null ? standIn : text;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e7
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}
