package org.computetrends.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Blanks;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReadColumns;
import org.computetrends.table.RejectsTable;

/**
 * Converts the columns of Parquet files to the canonical columns by expressions of Spark, and adds each row's file and
 * its index in the file.
 *
 * @param bindings the columns that are read, each with its field
 */
record CanonicalColumns(List<ColumnMapping.Binding> bindings, Blanks blanks) {

    /** Spark's column with the path of a row's Parquet file, encoded as a URI. */
    private static final Column FILE_PATH = col("_metadata.file_path");

    private static final Column ROW_INDEX = col("_metadata.row_index");

    /**
     * The canonical rows, with the columns of {@link ReadColumns}.
     *
     * @param source rows with the columns of the bindings, read from files
     * @param folder the name of the vintage's folder, or of the input if it has no vintage folders
     * @param moreColumns further columns of the source, appended at the end
     */
    Dataset<Row> select(Dataset<Row> source, String folder, Column... moreColumns) {
        Map<String, ColumnMapping.Binding> byField = new HashMap<>();
        bindings.forEach(binding -> byField.put(binding.field().name(), binding));
        List<Column> columns = new ArrayList<>();
        List<Column> unreadableCells = new ArrayList<>();
        Column statedRow = lit(null).cast("bigint");
        for (org.computetrends.table.Column field : CanonicalRelease.COLUMNS) {
            ColumnMapping.Binding binding = byField.get(field.name());
            Column value = binding == null ? lit(null).cast(field.type()) : value(source, binding);
            if (field.name().equals(CanonicalRelease.SOURCE_ROW)) {
                statedRow = value;
                value = coalesce(value, ROW_INDEX);
            }
            columns.add(value.as(field.name()));
            if (binding != null && binding.reading() == ColumnMapping.Reading.VALUE) {
                unreadableCell(source, binding).ifPresent(unreadableCells::add);
            }
        }
        // A row that states its number in the published file has the folder as source file. So its rejects do not
        // depend on how the folder is divided into files. Any other row has its Parquet file as source file.
        Column fileName = element_at(split(FILE_PATH, "/"), -1);
        columns.add(when(statedRow.isNotNull(), lit(folder)).otherwise(fileName).as(RejectsTable.SOURCE_FILE));
        columns.add(statedRow.as(ReadColumns.STATED_ROW));
        columns.add(FILE_PATH.as(ReadColumns.FILE));
        columns.add(ROW_INDEX.as(ReadColumns.ROW_INDEX));
        columns.add(nonNullTexts(unreadableCells).as(ReadColumns.UNREADABLE));
        columns.addAll(List.of(moreColumns));
        return source.select(columns.toArray(Column[]::new));
    }

    /** A field's values, read from its column. */
    private Column value(Dataset<Row> source, ColumnMapping.Binding binding) {
        Column column = source.col("`" + binding.column() + "`");
        DataType fileType = source.schema().apply(binding.column()).dataType();
        return switch (binding.reading()) {
            case VALUE -> converted(column, fileType, binding.field().type());
            case PRESENCE ->
                coalesce(
                        fileType instanceof ArrayType
                                ? exists(column, text -> not(isBlank(text)))
                                : not(isBlank(column.cast("string"))),
                        lit(false));
        };
    }

    /** A value in a field's type. In an integer type, null for a value that is no integer or is out of range. */
    private static Column converted(Column column, DataType fileType, DataType canonicalType) {
        if (!isConvertedToInteger(fileType, canonicalType)) {
            return column.cast(canonicalType);
        }
        Column integer = column.try_cast(canonicalType);
        return when(integer.equalTo(column), integer);
    }

    private static boolean isConvertedToInteger(DataType fileType, DataType canonicalType) {
        boolean isInteger = canonicalType.equals(DataTypes.IntegerType) || canonicalType.equals(DataTypes.LongType);
        return isInteger && !fileType.equals(canonicalType);
    }

    /**
     * For each row, the text {@code field=value} if the value does not fit the field's integer type, or else null.
     * Empty if the field has no integer type, or if the column already has the field's type.
     */
    private static Optional<Column> unreadableCell(Dataset<Row> source, ColumnMapping.Binding binding) {
        Column column = source.col("`" + binding.column() + "`");
        DataType fileType = source.schema().apply(binding.column()).dataType();
        if (!isConvertedToInteger(fileType, binding.field().type())) {
            return Optional.empty();
        }
        // NaN counts as missing: programs write it if their integers cannot be null.
        boolean isFloating = fileType.equals(DataTypes.DoubleType) || fileType.equals(DataTypes.FloatType);
        Column isKnown = isFloating ? column.isNotNull().and(not(isnan(column))) : column.isNotNull();
        return Optional.of(when(
                isKnown.and(converted(column, fileType, binding.field().type()).isNull()),
                concat(lit(binding.field().name() + "="), column.cast(DataTypes.StringType))));
    }

    /** The array of the texts that are not null; null if there are none. */
    private static Column nonNullTexts(List<Column> texts) {
        if (texts.isEmpty()) {
            return lit(null).cast(ReadColumns.UNREADABLE_TYPE);
        }
        Column unreadableTexts = array_compact(array(texts.toArray(Column[]::new)));
        return when(size(unreadableTexts).gt(0), unreadableTexts).cast(ReadColumns.UNREADABLE_TYPE);
    }

    private Column isBlank(Column text) {
        return text.rlike(blanks.pattern());
    }
}
