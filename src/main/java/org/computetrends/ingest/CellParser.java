package org.computetrends.ingest;

import java.io.Serializable;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.IsoDate;
import org.computetrends.domain.WhiteSpace;
import org.jspecify.annotations.Nullable;

/**
 * Parses cells of CSV files. Each method converts the text of a cell to a value of one type. Blank cells become null.
 * A text that is not exactly of the expected form is an error: neither {@code ~1e24} nor {@code 1e24-3e24} is a number.
 *
 * @param blanks the texts that count as blank, such as {@code N/A}
 * @param dayPatterns patterns of a date with a day, in the order in which they are tried
 * @param monthPatterns patterns of a date with month and year
 * @param yearPatterns patterns of a date with a year only
 * @param listSeparators the characters that separate names in one cell
 * @param namesWithSeparators names that contain such a character and are not split there
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
    /** The maximum length of a date. Longer texts are rejected at once, because trying every pattern takes time. */
    private static final int LONGEST_DATE = 100;

    /** Formatters by pattern, cached because creating one takes longer than parsing a hundred cells. */
    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

    private static final Set<String> TRUE = Set.of("true", "yes", "checked", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "unchecked", "0");

    /** A cell that cannot be read; its message completes the sentence "the cell ...". */
    static final class UnreadableCellException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableCellException(String message) {
            super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        }
    }

    /**
     * A date and its precision.
     *
     * @param firstDay the day, or the first day of the month or year
     */
    record PartialDate(LocalDate firstDay, DatePrecision precision) {}

    /** The text with normalized white space. */
    @Nullable
    String text(@Nullable String cell) {
        return cell == null || blanks.isBlank(cell) ? null : WhiteSpace.folded(cell);
    }

    /** The name with normalized white space. Fewer texts count as blank than for {@link #text}. */
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
        throw new UnreadableCellException(Arrays.stream(DatePrecision.values())
                .flatMap(precision -> patterns(precision).stream())
                .collect(Collectors.joining(", ", "is not a date of the form ", "")));
    }

    private List<String> patterns(DatePrecision precision) {
        return switch (precision) {
            case DAY -> dayPatterns;
            case MONTH -> monthPatterns;
            case YEAR -> yearPatterns;
        };
    }

    /** The first day of a date; null if the text does not match the pattern, or is no date of the years 1 to 9999. */
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
            return date.isBefore(IsoDate.FIRST) || date.isAfter(IsoDate.LAST) ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether a text has a format's form. Without this check, each pattern that fails would throw a slow exception. */
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
     * The distinct texts of a cell, in order, which separators or line ends divide; null if there are none.
     *
     * @param areNames whether the texts are names, for which fewer texts count as blank
     */
    @Nullable
    List<String> list(@Nullable String cell, boolean areNames) {
        if (cell == null) {
            return null;
        }
        // While the cell is split, a placeholder replaces each name that contains a separator. Placeholders are
        // private-use characters. A cell that already has such characters is split at every separator.
        boolean canUsePlaceholders =
                cell.chars().noneMatch(character -> character >= '\uE000' && character <= '\uF8FF');
        String splittable = cell;
        for (int i = 0; canUsePlaceholders && i < namesWithSeparators.size(); i++) {
            splittable = splittable.replace(namesWithSeparators.get(i), placeholder(i));
        }
        Set<String> texts = new LinkedHashSet<>();
        for (String part : splittable.split("[" + Pattern.quote(listSeparators) + "\\r\\n]", -1)) {
            String original = part;
            for (int i = 0; canUsePlaceholders && i < namesWithSeparators.size(); i++) {
                original = original.replace(placeholder(i), namesWithSeparators.get(i));
            }
            String text = areNames ? name(original) : text(original);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? null : List.copyOf(texts);
    }

    private static String placeholder(int index) {
        return String.valueOf((char) ('\uE000' + index));
    }
}
