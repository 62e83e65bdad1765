package org.computetrends.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.computetrends.domain.IsoDate;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.WhiteSpace;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.Table;

/**
 * The column {@code vintage} of a dataset without vintage folders, which has the as-of date of each row. A row without
 * a date in this column has no vintage.
 */
final class VintageColumn {

    /** The name, compared without regard to case and white space. */
    static final String KEY = Table.VINTAGE.name();

    /** The name of the column {@link #value}. */
    private static final String VALUE = "_vintage_value";

    private VintageColumn() {}

    /** The name of a file's vintage column, the exact name if there are several; empty if there is none. */
    static Optional<String> in(FileColumns file) {
        List<String> names = file.names().stream()
                .filter(name -> ColumnMapping.normalized(name).equals(KEY))
                .toList();
        return names.contains(KEY) ? Optional.of(KEY) : names.stream().findFirst();
    }

    /** Why a file's vintage column is unreadable; empty if it is readable or missing. */
    static Optional<String> fault(FileColumns file) {
        return in(file).flatMap(name -> {
            FileColumns.Column column = file.column(name);
            DataType type = column.type();
            if (type == null) {
                return Optional.of("column '" + name + "' " + column.fault());
            }
            return FileColumns.isDate(type) || type instanceof StringType
                    ? Optional.<String>empty()
                    : Optional.of("column '" + name + "' should be DATE and is " + type.sql());
        });
    }

    /** The date of each row; null if the date is missing, unreadable or outside the years 1 to 9999. */
    static Column date(ParquetPart part) {
        return part.vintageColumn()
                .map(column -> column.dataType() instanceof StringType
                        ? leadingDay(quoted(column.name()))
                        : quoted(column.name()).cast(DataTypes.DateType))
                .map(day -> when(day.between(lit(IsoDate.FIRST), lit(IsoDate.LAST)), day))
                .orElseGet(() -> lit(null).cast(DataTypes.DateType));
    }

    /** The day at the start of a text, before an optional time; null if there is no day, as in a bare year. */
    private static Column leadingDay(Column text) {
        Column trimmedText = trim(regexp_replace(text, lit(WhiteSpace.PATTERN), lit(" ")));
        return when(trimmedText.rlike("^\\d{4}-\\d{2}-\\d{2}([ T].*)?$"), trimmedText.try_cast(DataTypes.DateType));
    }

    private static Column quoted(String column) {
        return col("`" + column + "`");
    }

    /** The value of each row as text, for {@link #rejects}; null if the part has no vintage column. */
    static Column value(ParquetPart part) {
        return part.vintageColumn()
                .map(column -> quoted(column.name()))
                .orElseGet(() -> lit(null))
                .cast(DataTypes.StringType)
                .as(VALUE);
    }

    /** The number of rows of each date, and of those without a date. */
    record Counts(Map<LocalDate, Long> ofDates, long withoutDate) {}

    /** @param dates one column, the {@link #date} of each row */
    static Counts counts(Dataset<Row> dates) {
        Map<LocalDate, Long> counts = new HashMap<>();
        long withoutDate = 0;
        for (Row row : dates.toDF(KEY).groupBy(KEY).count().collectAsList()) {
            if (row.isNullAt(0)) {
                withoutDate = row.getLong(1);
            } else {
                counts.put(row.getAs(0), row.getLong(1));
            }
        }
        return new Counts(counts, withoutDate);
    }

    /**
     * Rows of the rejects table for rows without a vintage.
     *
     * @param canonical the part's rows without a vintage, from {@link CanonicalColumns#select}, with {@link #value}
     */
    static Dataset<Row> rejects(ParquetPart part, Dataset<Row> canonical) {
        String name = part.vintageColumn().map(column -> column.name()).orElse(KEY);
        Map<String, Column> cells = Map.of(
                RejectsTable.SOURCE_FILE, col(RejectsTable.SOURCE_FILE),
                RejectsTable.SOURCE_ROW, col(CanonicalRelease.SOURCE_ROW),
                RejectsTable.REASON, lit(RejectReason.MISSING_VINTAGE.name()),
                RejectsTable.COLUMN_NAME, lit(name),
                RejectsTable.MODEL, col(CanonicalRelease.MODEL),
                RejectsTable.VALUE, col(VALUE),
                RejectsTable.MESSAGE, lit("the row has no date in column '" + name + "', and so no vintage"));
        return canonical.select(RejectsTable.REJECTS.columns().stream()
                .map(column -> Objects.requireNonNull(cells.get(column.name())).as(column.name()))
                .toArray(Column[]::new));
    }
}
