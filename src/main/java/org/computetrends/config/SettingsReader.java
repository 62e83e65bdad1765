package org.computetrends.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Identified;
import org.computetrends.domain.IsoDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one section of a configuration: values, lists and inner sections. A minimum and a maximum are allowed values.
 *
 * <p>A read that fails notes a fault, with key, value, bound and origin, and returns a placeholder, so that later
 * faults are found too. If there is a fault, the caller must discard everything read. A key never read is unknown.
 */
final class SettingsReader extends SettingsSection {
    /** The upper bound of settings in years. */
    static final int MOST_YEARS = 100;

    static final int MOST_MONTHS = 12 * MOST_YEARS;

    SettingsReader(ConfigObject section, List<String> faults) {
        this(section, "", faults);
    }

    private SettingsReader(ConfigObject section, String path, List<String> faults) {
        super(section, path, faults);
    }

    String text(String key) {
        return Objects.requireNonNullElse(scalar(key), "");
    }

    @Nullable
    String optionalText(String key) {
        return isNull(key) ? null : text(key);
    }

    String filledText(String key) {
        String text = scalar(key);
        if (text != null && text.isBlank()) {
            fault(key, "\"" + text + "\"", "must not be blank");
        }
        return Objects.requireNonNullElse(text, "");
    }

    /** Checks that a label is not blank, if there is one. Only the page uses the label, from the manifest. */
    void checkLabel() {
        if (keys().contains("label")) {
            filledText("label");
        }
    }

    double number(String key, double minimum, double maximum) {
        // Adding 0.0 turns minus zero into zero.
        return bounded(
                key, minimum, maximum, text -> Double.parseDouble(text) + 0.0, "a number", SettingsReader::written);
    }

    private <N extends Comparable<N>> N bounded(
            String key, N minimum, N maximum, Function<String, N> parse, String type, Function<N, String> format) {
        String text = scalar(key);
        if (text == null) {
            return minimum;
        }
        try {
            N value = parse.apply(text);
            if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
                fault(key, text, "must be from " + format.apply(minimum) + " to " + format.apply(maximum));
                return minimum;
            }
            return value;
        } catch (NumberFormatException e) {
            fault(key, text, "must be " + type);
            return minimum;
        }
    }

    @Nullable
    Double optionalNumber(String key, double minimum, double maximum) {
        return isNull(key) ? null : (Double) number(key, minimum, maximum);
    }

    /** A share written in percent, such as {@code 5%}, as a number: 0.05. Null if the value is null or a fault. */
    @Nullable
    Double optionalPercent(String key, double mostPercent) {
        String text = isNull(key) ? null : scalar(key);
        if (text == null) {
            return null;
        }
        double percent = text.matches("\\d{1,9}(\\.\\d{1,9})?%")
                ? Double.parseDouble(text.substring(0, text.length() - 1))
                : Double.NaN;
        // Written so that NaN is a fault too.
        if (!(percent <= mostPercent)) {
            fault(key, text, "must be null or a share in percent such as 5%, from 0% to " + written(mostPercent) + "%");
            return null;
        }
        return percent / 100;
    }

    long longWholeNumber(String key, long minimum, long maximum) {
        return bounded(key, minimum, maximum, Long::valueOf, "a whole number", String::valueOf);
    }

    int wholeNumber(String key, int minimum, int maximum) {
        return (int) longWholeNumber(key, minimum, maximum);
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
        return text == null ? LocalDate.EPOCH : dateOf(key, text).orElse(LocalDate.EPOCH);
    }

    private Optional<LocalDate> dateOf(String key, String text) {
        try {
            return Optional.of(IsoDate.parse(text));
        } catch (DateTimeException e) {
            fault(key, text, "must be a date such as 2026-05-02");
            return Optional.empty();
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

    private <E extends Enum<E>> E choiceOf(String key, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (idOf(constant).equals(text)) {
                return constant;
            }
        }
        unknown(
                key,
                text,
                Arrays.stream(type.getEnumConstants()).map(SettingsReader::idOf).toList());
        return type.getEnumConstants()[0];
    }

    List<String> texts(String key) {
        return plainValues(key).stream()
                .map(value -> String.valueOf(value.unwrapped()))
                .toList();
    }

    /** The plain values of a list. An element that is a section or a list is a fault. */
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

    /** Dates, sorted. A date named twice is a fault. */
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

    /** Whole numbers, sorted. A number named twice is a fault. */
    List<Integer> wholeNumbers(String key, int minimum, int maximum) {
        String bound = "from " + minimum + " to " + maximum;
        List<Double> numbers = numbers(key, number -> minimum <= number && number <= maximum, "must be " + bound);
        numbers.stream()
                .filter(number -> number != Math.rint(number))
                .forEach(number -> fault(key, written(number), "must be a whole number " + bound));
        return numbers.stream().map(Double::intValue).toList();
    }

    /** Positive numbers, sorted. A number named twice is a fault. */
    List<Double> positiveNumbers(String key) {
        return numbers(key, number -> number > 0 && number < Double.POSITIVE_INFINITY, "must be above 0 and finite");
    }

    /** Numbers, sorted. A number named twice, or not within the bound, is a fault. */
    private List<Double> numbers(String key, DoublePredicate isWithin, String bound) {
        List<Double> within = new ArrayList<>();
        for (double number : numbers(key)) {
            if (isWithin.test(number)) {
                within.add(number);
            } else {
                fault(key, written(number), bound);
            }
        }
        return distinct(key, within.stream(), SettingsReader::written);
    }

    /** The sections in a list. */
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

    /** A reader of an inner section. Call this once per section: each reader reports the keys that it did not read. */
    SettingsReader section(String key) {
        ConfigValue value = value(key);
        if (value instanceof ConfigObject object) {
            return child(object, keyName(key));
        }
        fault(key, value, "must be a section { ... }");
        // A missing section is one fault, so the faults of reading this empty section are dropped.
        return new SettingsReader(ConfigFactory.empty().root(), keyName(key), new ArrayList<>());
    }

    /** The sections inside a section by name, sorted by name. */
    Map<String, SettingsReader> sections(String key) {
        SettingsReader parent = section(key);
        Map<String, SettingsReader> sections = new LinkedHashMap<>();
        parent.keys().forEach(name -> sections.put(name, parent.section(name)));
        return sections;
    }

    /** Reads each section inside a section, in the order of their names. */
    <T> List<T> sections(String key, BiFunction<String, SettingsReader, T> reader) {
        List<T> values = new ArrayList<>();
        sections(key).forEach((name, section) -> values.add(reader.apply(name, section)));
        return List.copyOf(values);
    }

    private SettingsReader child(ConfigObject object, String childPath) {
        SettingsReader child = new SettingsReader(object, childPath, faults());
        addChild(child);
        return child;
    }

    /** How a constant is written in the settings. */
    static String idOf(Enum<?> constant) {
        return Identified.id(constant.name());
    }

    /** A number as users write it: 100 and not 100.0. */
    private static String written(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e7
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
