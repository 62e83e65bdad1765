package org.computetrends.config;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.Blanks;
import org.computetrends.ingest.CellParser;
import org.computetrends.ingest.ColumnMapping;
import org.computetrends.ingest.ScopeDetector;
import org.computetrends.table.CanonicalRelease;

/** Reads how columns of a source map to the canonical schema, how cells are parsed, and how a scope is detected. */
final class MappingReader {

    private MappingReader() {}

    static ColumnMapping columnMapping(SettingsReader section, SettingsReader cells) {
        Map<String, Integer> priceYears = new LinkedHashMap<>();
        SettingsReader years = section.section("price-year-of-column");
        years.keys().forEach(column -> priceYears.put(column, years.wholeNumber(column, 1900, 2200)));
        return new ColumnMapping(
                namesByField(section.section("fields")),
                namesByField(section.section("true-when-present")),
                priceYears,
                List.copyOf(section.texts("left-behind")),
                new Blanks(Set.copyOf(cells.texts("blank")), Set.copyOf(cells.texts("blank-but-in-names"))));
    }

    static ScopeDetector scopes(SettingsReader section) {
        return new ScopeDetector(
                section.texts("milestone-columns"),
                section.number("large-scale-from-flop", 1, 1e40),
                section.number("large-scale-share", 0.5, 1),
                section.longWholeNumber("large-scale-values", 1, Long.MAX_VALUE));
    }

    private static Map<String, List<String>> namesByField(SettingsReader section) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String field : section.keys()) {
            if (CanonicalRelease.column(field).isEmpty()) {
                section.fault(field, "[...]", "must be the name of a column of the canonical schema");
            }
            names.put(field, List.copyOf(section.texts(field)));
        }
        return names;
    }

    static CellParser cells(SettingsReader section, Blanks blanks) {
        SettingsReader dates = section.section("dates");
        return new CellParser(
                blanks,
                patterns(dates, "day"),
                patterns(dates, "month"),
                patterns(dates, "year"),
                section.text("list-separators"),
                List.copyOf(section.texts("names-with-separators")));
    }

    private static List<String> patterns(SettingsReader section, String key) {
        List<String> patterns = section.texts(key);
        for (String pattern : patterns) {
            // The pattern is parsed only to report a fault.
            section.checked(
                    key, () -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT).toString(), "");
        }
        return List.copyOf(patterns);
    }
}
