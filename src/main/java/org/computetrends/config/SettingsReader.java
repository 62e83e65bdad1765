package org.computetrends.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads one section of a configuration and notes every fault instead of stopping at the first: single values as {@link
 * ScalarReader}, lists, and the sections inside it.
 *
 * <p>A read that fails notes the key, its origin, its value and its bound, and returns a placeholder, so that the rest is
 * read too. When there are faults, what was read must not be used. A key that was not read is unknown.
 */
final class SettingsReader extends ScalarReader {

    SettingsReader(ConfigObject section, List<String> faults) {
        this(section, "", faults);
    }

    private SettingsReader(ConfigObject section, String path, List<String> faults) {
        super(section, path, faults);
    }

    List<String> texts(String key) {
        return plainValues(key).stream()
                .map(value -> String.valueOf(value.unwrapped()))
                .toList();
    }

    List<ConfigValue> plainValues(String key) {
        List<ConfigValue> values = new ArrayList<>();
        for (ConfigValue element : list(key)) {
            if (element.valueType() == ConfigValueType.OBJECT || element.valueType() == ConfigValueType.LIST) {
                fault(key, element, "must be a list of plain values");
            } else {
                values.add(element);
            }
        }
        return values;
    }

    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        return texts(key).stream().map(text -> choiceOf(key, text, type)).collect(Collectors.toSet());
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

    /** Distinct dates, sorted. */
    List<LocalDate> dates(String key) {
        return distinct(key, texts(key).stream().flatMap(text -> dateOf(key, text).stream()), LocalDate::toString);
    }

    private <T extends Comparable<? super T>> List<T> distinct(
            String key, Stream<T> values, Function<T, String> format) {
        SortedSet<T> sortedValues = new TreeSet<>();
        values.filter(value -> !sortedValues.add(value))
                .forEach(value -> fault(key, format.apply(value), "is named more than once"));
        return List.copyOf(sortedValues);
    }

    /** Distinct whole numbers, sorted. */
    List<Integer> wholeNumbers(String key, int minimum, int maximum) {
        String bound = "from " + minimum + " to " + maximum;
        List<Double> numbers = numbers(key, number -> minimum <= number && number <= maximum, "must be " + bound);
        numbers.stream()
                .filter(number -> number != Math.rint(number))
                .forEach(number -> fault(key, plain(number), "must be a whole number " + bound));
        return numbers.stream().map(Double::intValue).toList();
    }

    /** Distinct positive numbers, sorted. */
    List<Double> positiveNumbers(String key) {
        return numbers(key, number -> number > 0 && number < Double.POSITIVE_INFINITY, "must be above 0 and finite");
    }

    /** Distinct numbers, sorted. */
    private List<Double> numbers(String key, DoublePredicate isWithin, String bound) {
        List<Double> within = new ArrayList<>();
        for (double number : numbers(key)) {
            if (isWithin.test(number)) {
                within.add(number);
            } else {
                fault(key, plain(number), bound);
            }
        }
        return distinct(key, within.stream(), ScalarReader::plain);
    }

    List<SettingsReader> items(String key) {
        List<SettingsReader> items = new ArrayList<>();
        ConfigList list = list(key);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ConfigObject object) {
                items.add(child(object, keyName(key) + "[" + i + "]"));
            } else {
                fault(key, list.get(i), "must be a list of { ... }");
            }
        }
        return items;
    }

    SettingsReader section(String key) {
        ConfigValue value = value(key);
        if (value instanceof ConfigObject object) {
            return child(object, keyName(key));
        }
        fault(key, value, "must be a section { ... }");
        // A missing section is reported once: faults of the placeholder are dropped.
        return new SettingsReader(ConfigFactory.empty().root(), keyName(key), new ArrayList<>());
    }

    /** The sections inside a section by name, sorted. */
    Map<String, SettingsReader> sections(String key) {
        SettingsReader parent = section(key);
        Map<String, SettingsReader> sections = new LinkedHashMap<>();
        parent.keys().forEach(name -> sections.put(name, parent.section(name)));
        return sections;
    }

    /** What is read from each section inside a section, sorted by name. */
    <T> List<T> sections(String key, BiFunction<String, SettingsReader, T> reader) {
        List<T> values = new ArrayList<>();
        sections(key).forEach((name, section) -> values.add(reader.apply(name, section)));
        return List.copyOf(values);
    }

    private SettingsReader child(ConfigObject object, String childPath) {
        SettingsReader child = new SettingsReader(object, childPath, faults());
        children.add(child);
        return child;
    }
}
