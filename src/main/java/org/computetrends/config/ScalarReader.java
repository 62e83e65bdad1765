package org.computetrends.config;

import com.typesafe.config.ConfigObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.computetrends.domain.Identified;
import org.computetrends.domain.IsoDate;
import org.jspecify.annotations.Nullable;

/** Reads the single values of a section: texts, numbers, flags, dates and choices. Bounds include their ends. */
class ScalarReader extends SettingsSection {
    /** The upper bound of settings in years. A longer time is a mistake. */
    static final int MOST_YEARS = 100;

    static final int MOST_MONTHS = 12 * MOST_YEARS;

    ScalarReader(ConfigObject section, String path, List<String> faults) {
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

    /** Checks that a label is not blank, if there is one. The page reads labels from the manifest. */
    void label() {
        if (keys().contains("label")) {
            filledText("label");
        }
    }

    double number(String key, double minimum, double maximum) {
        // Minus zero is zero.
        return bounded(key, minimum, maximum, text -> Double.parseDouble(text) + 0.0, "a number", ScalarReader::plain);
    }

    private <N extends Comparable<N>> N bounded(
            String key, N minimum, N maximum, Function<String, N> parse, String kind, Function<N, String> format) {
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
            fault(key, text, "must be " + kind);
            return minimum;
        }
    }

    @Nullable
    Double optionalNumber(String key, double minimum, double maximum) {
        return isNull(key) ? null : (Double) number(key, minimum, maximum);
    }

    /** A share in percent, such as {@code 5%}, as a share of 1; null for none. */
    @Nullable
    Double optionalPercent(String key, double mostPercent) {
        String text = isNull(key) ? null : scalar(key);
        if (text == null) {
            return null;
        }
        double percent = text.matches("\\d{1,9}(\\.\\d{1,9})?%")
                ? Double.parseDouble(text.substring(0, text.length() - 1))
                : Double.NaN;
        if (!(percent <= mostPercent)) {
            fault(key, text, "must be null or a share in percent such as 5%, from 0% to " + plain(mostPercent) + "%");
            return null;
        }
        return percent / 100;
    }

    long integer(String key, long minimum, long maximum) {
        return bounded(key, minimum, maximum, Long::valueOf, "a whole number", String::valueOf);
    }

    int wholeNumber(String key, int minimum, int maximum) {
        return (int) integer(key, minimum, maximum);
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

    final Optional<LocalDate> dateOf(String key, String text) {
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

    final <E extends Enum<E>> E choiceOf(String key, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (idOf(constant).equals(text)) {
                return constant;
            }
        }
        unknown(
                key,
                text,
                Arrays.stream(type.getEnumConstants()).map(ScalarReader::idOf).toList());
        return type.getEnumConstants()[0];
    }

    static String idOf(Enum<?> constant) {
        return Identified.id(constant.name());
    }

    static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e7
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}
