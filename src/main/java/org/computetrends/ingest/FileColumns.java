package org.computetrends.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a Parquet file, from its footer, and whether they can be read. An unreadable column is a fault of the
 * file only if a field is read from it.
 *
 * @param columns its columns and partition columns, by name, in order
 */
record FileColumns(FileStatus file, Map<String, Column> columns) {

    /**
     * A column of a file.
     *
     * @param type the column's type; null if it is unreadable or has no values
     * @param fault why the column is unreadable, as a clause; null if it is readable
     * @param isSplit whether values have the encoding {@code BYTE_STREAM_SPLIT}, which only Spark's row reader supports
     */
    record Column(@Nullable DataType type, @Nullable String fault, boolean isSplit) {

        /** A column of nulls only has no type and counts as missing. */
        boolean isEmpty() {
            return type == null && fault == null;
        }
    }

    /** The columns of a file below a folder. */
    static FileColumns of(
            Path folder, FileStatus file, ParquetMetadata footer, ParquetToSparkSchemaConverter converter) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Map<String, List<ColumnChunkMetaData>> chunks = footer.getBlocks().stream()
                .flatMap(block -> block.getColumns().stream())
                .collect(Collectors.groupingBy(chunk -> chunk.getPath().toArray()[0]));
        for (Type field : footer.getFileMetaData().getSchema().getFields()) {
            Column column = column(field, chunks.getOrDefault(field.getName(), List.of()), converter);
            if (columns.put(field.getName(), column) != null) {
                columns.put(
                        field.getName(), new Column(null, "occurs more than once in the file", /* isSplit= */ false));
            }
        }
        partitions(folder, file.getPath())
                .forEach((name, type) -> columns.put(name, new Column(type, null, /* isSplit= */ false)));
        return new FileColumns(file, columns);
    }

    private static Column column(
            Type field, List<ColumnChunkMetaData> chunks, ParquetToSparkSchemaConverter converter) {
        Optional<String> codec = chunks.stream()
                .map(ColumnChunkMetaData::getCodec)
                .distinct()
                .filter(each -> !isAvailable(each))
                .map(each -> "is compressed with " + each + ", which is not supported")
                .findFirst();
        boolean isSplit = chunks.stream().anyMatch(chunk -> chunk.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT));
        try {
            DataType type =
                    converter.convert(new MessageType("column", field)).apply(0).dataType();
            if (type.existsRecursively(each -> each instanceof TimeType)) {
                return new Column(null, "has a type that Spark cannot read, " + description(field), isSplit);
            }
            return new Column(isOfNulls(type) || codec.isPresent() ? null : type, codec.orElse(null), isSplit);
        } catch (Exception e) { // Spark's AnalysisException is checked, but Scala does not declare it
            return new Column(null, "has a type that Spark cannot read, " + description(field), isSplit);
        }
    }

    private static String description(Type field) {
        return String.valueOf(field).trim().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private static boolean isOfNulls(DataType type) {
        return type instanceof NullType || (type instanceof ArrayType array && array.elementType() instanceof NullType);
    }

    /** Whether a codec is on the class path. */
    private static boolean isAvailable(CompressionCodecName codec) {
        String name = codec.getHadoopCompressionCodecClassName();
        if (name == null) {
            return true;
        }
        try {
            Class.forName(name, false, FileColumns.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** The partition columns, from folders {@code column=value}. */
    private static Map<String, DataType> partitions(Path folder, Path file) {
        Map<String, DataType> partitions = new LinkedHashMap<>();
        DataFiles.partitions(folder, file)
                .forEach(parts -> partitions.put(
                        parts[0],
                        parts[1].matches("\\d{4}-\\d{2}-\\d{2}") ? DataTypes.DateType : DataTypes.StringType));
        return partitions;
    }

    /** The names of the columns that may have values. */
    List<String> names() {
        return columns.entrySet().stream()
                .filter(column -> !column.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    Set<String> lowerNames() {
        return columns.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the names of two columns differ only in case. */
    boolean isCaseSensitive() {
        return lowerNames().size() < columns.size();
    }

    /** A message for each bound column that cannot be read as its field. */
    List<String> faults(List<ColumnMapping.Binding> bindings) {
        List<String> faults = new ArrayList<>();
        for (ColumnMapping.Binding binding : bindings) {
            Column column = column(binding.column());
            if (column.fault() != null) {
                faults.add("column '" + binding.column() + "' " + column.fault());
            } else if (column.type() != null) {
                fault(binding, column.type()).ifPresent(faults::add);
            }
        }
        return faults;
    }

    Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("there is no column " + name);
        }
        return column;
    }

    /** A message if a column's type cannot be read as its field's type. */
    private static Optional<String> fault(ColumnMapping.Binding binding, DataType fileType) {
        boolean isOfPresence = binding.reading() == ColumnMapping.Reading.PRESENCE;
        boolean isReadable = isOfPresence
                ? isTestable(fileType)
                : isReadable(fileType, binding.field().type());
        return isReadable
                ? Optional.empty()
                : Optional.of("column '" + binding.column() + "' should be "
                        + (isOfPresence ? "STRING" : binding.field().type().sql()) + " and is " + fileType.sql());
    }

    /**
     * Whether each value of a type can be compared with the texts that count as blank: any but maps, structs and lists
     * of other things than texts.
     */
    private static boolean isTestable(DataType fileType) {
        return fileType instanceof ArrayType array
                ? array.elementType() instanceof StringType
                : !(fileType instanceof StructType) && !(fileType instanceof MapType);
    }

    /** Whether values of a type are dates, possibly with a time. */
    static boolean isDate(DataType type) {
        return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    private static boolean isReadable(DataType fileType, DataType canonicalType) {
        if (canonicalType instanceof DoubleType
                || canonicalType instanceof LongType
                || canonicalType instanceof IntegerType) {
            return fileType instanceof NumericType;
        }
        if (canonicalType instanceof ArrayType) {
            return fileType instanceof ArrayType array && array.elementType() instanceof StringType;
        }
        if (canonicalType instanceof DateType) {
            return isDate(fileType);
        }
        if (canonicalType instanceof StringType) {
            return fileType.getClass().equals(canonicalType.getClass());
        }
        return fileType.equals(canonicalType);
    }
}
