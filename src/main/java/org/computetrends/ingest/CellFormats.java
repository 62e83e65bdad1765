package org.computetrends.ingest;

import java.io.Serializable;
import java.util.List;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.DatePrecision;

/**
 * The formats of cells in a published CSV file, for {@link CellParser}.
 *
 * @param blanks the texts that count as blank, such as {@code N/A}
 * @param dayPatterns patterns of a date with a day, in the order in which they are tried
 * @param monthPatterns patterns of a date with month and year
 * @param yearPatterns patterns of a year
 * @param listSeparators the characters that separate names in one cell
 * @param namesWithSeparators names that contain such a character
 */
public record CellFormats(
        Blanks blanks,
        List<String> dayPatterns,
        List<String> monthPatterns,
        List<String> yearPatterns,
        String listSeparators,
        List<String> namesWithSeparators)
        implements Serializable {

    List<String> datePatterns(DatePrecision precision) {
        return switch (precision) {
            case DAY -> dayPatterns;
            case MONTH -> monthPatterns;
            case YEAR -> yearPatterns;
        };
    }
}
