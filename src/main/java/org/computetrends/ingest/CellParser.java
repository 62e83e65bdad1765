package org.computetrends.ingest;

import java.io.Serializable;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.WhiteSpace;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text of a cell of a CSV file to a value. A text that is not exactly of the expected form is an error:
 * neither {@code ~1e24} nor {@code 1e24-3e24} is a number. A blank cell is always null.
 *
 * @param blanks the texts that count as blank, such as {@code N/A}
 * @param dayPatterns patterns of a date with a day, in the order in which they are tried
 * @param monthPatterns patterns of a date with month and year
 * @param listSeparators the characters that separate names in one cell
 * @param namesWithSeparators names that contain such a character
 */
public record CellParser(
        Blanks blanks,
        List<String> dayPatterns,
        List<String> monthPatterns,
        List<String> yearPatterns,
        String listSeparators,
        List<String> namesWithSeparators)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Pattern NUMBER =
            Pattern.compile("\\$?[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d*)?(?:[eE][+-]?\\d+)?");
    private static final int LAST_YEAR = 9999;

    /** Longer texts are not dates. */
    private static final int LONGEST_DATE = 100;

    /** Formatters by pattern, cached because creating one takes longer than parsing a hundred cells. */
    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

    private static final Set<String> TRUE = Set.of("true", "yes", "checked", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "unchecked", "0");

    /** A cell that cannot be read; its message completes the sentence "the cell ...". */
    static final class UnreadableCellException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableCellException(String message) {
            // Without a stack trace, which nobody needs for a cell.
            super(message, null, false, false);
        }
    }

    /**
     * A date and its precision.
     *
     * @param firstDay the day, or the first day of the month or year
     */
    record PartialDate(LocalDate firstDay, DatePrecision precision) {}

    /** Text with normalized white space, or null for a blank cell. */
    @Nullable
    String text(@Nullable String cell) {
        return cell == null || blanks.isBlank(cell) ? null : WhiteSpace.folded(cell);
    }

    /** A name with normalized white space, or null for a blank cell. */
    @Nullable
    String name(@Nullable String cell) {
        return cell == null || blanks.isBlankName(cell) ? null : WhiteSpace.folded(cell);
    }

    @Nullable
    Double number(@Nullable String cell) throws UnreadableCellException {
        String text = text(cell);
        if (text == null) {
            return null;
        }
        boolean hasDigit = text.chars().anyMatch(Character::isDigit);
        if (!hasDigit || !NUMBER.matcher(text).matches()) {
            throw new UnreadableCellException("is not a number");
        }
        try {
            double value = Double.parseDouble(text.replace("$", "").replace(",", ""));
            if (!Double.isFinite(value)) {
                throw new UnreadableCellException("is beyond the largest number, 1.8e308");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new UnreadableCellException("is not a number");
        }
    }

    @Nullable
    PartialDate date(@Nullable String cell) throws UnreadableCellException {
        String text = text(cell);
        if (text == null) {
            return null;
        }
        for (DatePrecision precision : DatePrecision.values()) {
            for (String pattern : patterns(precision)) {
                LocalDate day = tryParse(text, pattern, precision);
                if (day != null) {
                    return new PartialDate(day, precision);
                }
            }
        }
        throw new UnreadableCellException("is not a date of the form "
                + String.join(
                        ", ",
                        Arrays.stream(DatePrecision.values())
                                .flatMap(precision -> patterns(precision).stream())
                                .toList()));
    }

    private List<String> patterns(DatePrecision precision) {
        return switch (precision) {
            case DAY -> dayPatterns;
            case MONTH -> monthPatterns;
            case YEAR -> yearPatterns;
        };
    }

    /**
     * The first day of a date; null if the text does not match the pattern, or if the year is not from 1 to 9999, the
     * years of Spark's dates.
     */
    private static @Nullable LocalDate tryParse(String text, String pattern, DatePrecision precision) {
        DateTimeFormatter format = FORMATS.computeIfAbsent(pattern, CellParser::format);
        if (text.length() > LONGEST_DATE || !hasForm(text, format)) {
            return null;
        }
        try {
            LocalDate date = switch (precision) {
                case DAY -> LocalDate.parse(text, format);
                case MONTH -> YearMonth.parse(text, format).atDay(1);
                case YEAR -> Year.parse(text, format).atDay(1);
            };
            return date.getYear() >= 1 && date.getYear() <= LAST_YEAR ? date : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Checks the form without throwing: an exception per pattern would dominate the run time. */
    private static boolean hasForm(String text, DateTimeFormatter format) {
        ParsePosition position = new ParsePosition(0);
        return format.parseUnresolved(text, position) != null
                && position.getErrorIndex() < 0
                && position.getIndex() == text.length();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    @Nullable
    Confidence confidence(@Nullable String cell) throws UnreadableCellException {
        String text = text(cell);
        if (text == null) {
            return null;
        }
        for (Confidence confidence : Confidence.values()) {
            if (confidence.name().equalsIgnoreCase(text)) {
                return confidence;
            }
        }
        throw new UnreadableCellException("is none of " + Arrays.toString(Confidence.values()));
    }

    @Nullable
    Boolean flag(@Nullable String cell) throws UnreadableCellException {
        String text = text(cell);
        if (text == null) {
            return null;
        }
        String lowerCase = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(lowerCase)) {
            return true;
        }
        if (FALSE.contains(lowerCase)) {
            return false;
        }
        throw new UnreadableCellException("is neither yes nor no");
    }

    /**
     * The distinct texts that a cell lists, in order; null if there are none.
     *
     * @param areNames whether the texts are names, for which fewer texts count as blank
     */
    @Nullable
    List<String> list(@Nullable String cell, boolean areNames) {
        if (cell == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        String remainder = cell;
        // A cell with private-use characters of its own is split at every separator.
        boolean isPlain = cell.chars().noneMatch(CellParser::isPrivateUse);
        for (String wholeName : namesWithSeparators) {
            if (isPlain && remainder.contains(wholeName)) {
                // A private-use character replaces the name, so that the order of names is kept.
                remainder = remainder.replace(
                        wholeName, String.valueOf((char) ('\uE000' + namesWithSeparators.indexOf(wholeName))));
            }
        }
        for (String part : remainder.split("[" + Pattern.quote(listSeparators) + "\\r\\n]", -1)) {
            String wholeName = isPlain ? restored(part) : part;
            String text = areNames ? name(wholeName) : text(wholeName);
            if (text != null) {
                parts.add(text);
            }
        }
        return parts.isEmpty() ? null : List.copyOf(new LinkedHashSet<>(parts));
    }

    private static boolean isPrivateUse(int character) {
        return character >= '\uE000' && character <= '\uF8FF';
    }

    private String restored(String part) {
        String restored = part;
        for (int i = 0; i < namesWithSeparators.size(); i++) {
            restored = restored.replace(String.valueOf((char) ('\uE000' + i)), namesWithSeparators.get(i));
        }
        return restored;
    }
}
