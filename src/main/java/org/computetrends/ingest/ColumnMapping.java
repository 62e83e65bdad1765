package org.computetrends.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.UserException;
import org.computetrends.domain.WhiteSpace;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.jspecify.annotations.Nullable;

/**
 * The names that published sources use for each canonical field, by which {@link #bind} finds the columns of a source.
 * Names are compared without regard to case and {@linkplain WhiteSpace white space}.
 *
 * @param fields other names of each canonical field, the preferred one first
 * @param trueWhenPresent for boolean fields, the columns in which any cell that is not blank means true
 * @param priceYears by the name of a cost column, the price year that the name implies
 * @param leftBehind known columns that are not read, without a warning
 */
public record ColumnMapping(
        Map<String, List<String>> fields,
        Map<String, List<String>> trueWhenPresent,
        Map<String, Integer> priceYears,
        List<String> leftBehind,
        Blanks blanks) {

    /** How a field's value is read from its column. */
    enum Reading {
        /** The cell is the value. */
        VALUE,
        /** The field is true if the cell is not blank. */
        PRESENCE
    }

    /**
     * A field and the column that it is read from.
     *
     * @param column the column's name as the source writes it
     */
    record Binding(Column field, String column, Reading reading) {}

    /**
     * The columns of a source that are read, each with its field.
     *
     * @param source the source's name, for messages
     * @param columnWarnings warnings about ignored columns
     * @param missingFields the fields without a column, except those for which that is normal
     */
    record Bindings(String source, List<Binding> bindings, List<String> columnWarnings, List<String> missingFields) {

        /**
         * The warnings of a source. A field counts as missing only if no alternative has it.
         *
         * @param alternatives the bindings of each distinct list of columns that files of the source have
         */
        static List<String> warnings(List<Bindings> alternatives) {
            String source = alternatives.get(0).source();
            List<String> warnings = new ArrayList<>();
            alternatives.forEach(alternative -> warnings.addAll(alternative.columnWarnings()));
            List<String> missingFields = new ArrayList<>(alternatives.get(0).missingFields());
            alternatives.forEach(alternative -> missingFields.retainAll(alternative.missingFields()));
            if (missingFields.remove(CanonicalRelease.TRAINING_COMPUTE)) {
                warnings.add(source + ": no column for " + CanonicalRelease.TRAINING_COMPUTE
                        + ": no trend of training compute, the default metric, can be fitted");
            }
            if (!missingFields.isEmpty()) {
                warnings.add(
                        source + ": no column for " + String.join(", ", missingFields) + "; unknown for every release");
            }
            return warnings.stream().distinct().toList();
        }
    }

    /**
     * Finds the column of each field in a source. Columns that are unknown or ambiguous become warnings.
     *
     * @param source the source's name, for messages
     * @param datasetColumns known columns that are read as no field, such as the vintage column
     * @throws UserException when a required field has no column
     */
    Bindings bind(String source, List<String> columns, Set<String> datasetColumns) {
        Map<String, String> byName = new LinkedHashMap<>(); // by normalized name
        List<Binding> bindings = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        // If several columns have the same normalized name, one that is already normalized is used, or else the first.
        columns.forEach(column -> byName.putIfAbsent(normalized(column), column));
        columns.forEach(column -> byName.computeIfPresent(column, (name, firstColumn) -> column));
        for (String column : columns) {
            String usedColumn = byName.get(normalized(column));
            if (!column.equals(usedColumn)) {
                warnings.add(source + ": column '" + column + "' is not read, because '" + usedColumn
                        + "' has the same name");
            }
        }
        List<String> missingFields = new ArrayList<>();
        Set<String> knownNames = new LinkedHashSet<>();
        leftBehind.forEach(column -> knownNames.add(normalized(column)));
        datasetColumns.forEach(column -> knownNames.add(normalized(column)));
        for (Column field : CanonicalRelease.COLUMNS) {
            List<Binding> candidates = candidates(field, byName);
            candidates.forEach(candidate -> knownNames.add(normalized(candidate.column())));
            if (candidates.isEmpty()) {
                missingFields.add(field.name());
                continue;
            }
            bindings.add(candidates.get(0));
            for (Binding unused : candidates.subList(1, candidates.size())) {
                warnings.add(source + ": column '" + unused.column() + "' is not read, because '"
                        + candidates.get(0).column() + "' is already read as " + field.name());
            }
        }
        requireRequiredFields(source, columns, missingFields);
        byName.forEach((name, column) -> {
            if (!knownNames.contains(name)) {
                warnings.add(source + ": column '" + column + "' is unknown and is not read"
                        + NearMiss.question(
                                column,
                                missingFields.stream()
                                        .flatMap(field -> names(field).stream())
                                        .toList()));
            }
        });
        missingFields.removeAll(
                Set.of(CanonicalRelease.SOURCE_ROW, CanonicalRelease.DATE_PRECISION, CanonicalRelease.COST_PRICE_YEAR));
        return new Bindings(source, List.copyOf(bindings), List.copyOf(warnings), List.copyOf(missingFields));
    }

    /** The names of a field: its canonical name, then the names in sources. */
    private List<String> names(String field) {
        return Stream.concat(Stream.of(field), fields.getOrDefault(field, List.of()).stream())
                .toList();
    }

    /**
     * The columns that a field can be read from, the preferred one first.
     *
     * @param byName the source's columns by normalized name
     */
    private List<Binding> candidates(Column field, Map<String, String> byName) {
        return Stream.concat(
                        bindings(field, names(field.name()), Reading.VALUE, byName),
                        bindings(
                                field, trueWhenPresent.getOrDefault(field.name(), List.of()), Reading.PRESENCE, byName))
                .toList();
    }

    private static Stream<Binding> bindings(
            Column field, List<String> names, Reading reading, Map<String, String> byName) {
        return names.stream()
                .map(ColumnMapping::normalized)
                .distinct()
                .flatMap(name -> Stream.ofNullable(byName.get(name)))
                .map(column -> new Binding(field, column, reading));
    }

    private void requireRequiredFields(String source, List<String> columns, List<String> missingFields) {
        for (String requiredField : CanonicalRelease.REQUIRED) {
            if (missingFields.contains(requiredField)) {
                throw UserException.input(source + ": no column for " + requiredField + " (known names: "
                        + String.join(", ", names(requiredField)) + "); the columns are "
                        + String.join(", ", columns));
            }
        }
    }

    /** The price year that a cost column's name implies; null if none. */
    @Nullable
    Integer priceYearOf(String column) {
        for (Map.Entry<String, Integer> entry : priceYears.entrySet()) {
            if (normalized(entry.getKey()).equals(normalized(column))) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** A column's name in lower case and without white space. */
    static String normalized(String name) {
        return WhiteSpace.removed(name).toLowerCase(Locale.ROOT);
    }
}
