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
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a Parquet file, as its footer describes them, and whether they can be read. An unreadable column is a
 * fault of the file only if the column is read as a field.
 *
 * @param columns the columns of the file, then its partition columns, by name
 */
record FileColumns(FileStatus file, Map<String, Column> columns) {

    /**
     * A column of a file.
     *
     * @param type the column's type; null if the column is unreadable, or if its type allows only nulls
     * @param fault why the column is unreadable, as a clause; null if it is readable
     * @param isSplit whether any values have the encoding {@code BYTE_STREAM_SPLIT}, which only Spark's row reader
     *     supports
     */
    record Column(@Nullable DataType type, @Nullable String fault, boolean isSplit) {

        /** Whether the column's type allows only nulls. The column then counts as missing. */
        boolean isEmpty() {
            return type == null && fault == null;
        }
    }

    /** @param folder the folder of the dataset; folders {@code column=value} below it are partition columns */
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
        DataFiles.partitions(folder, file.getPath()).forEach(nameAndValue -> {
            boolean isDate = nameAndValue[1].matches("\\d{4}-\\d{2}-\\d{2}");
            DataType type = isDate ? DataTypes.DateType : DataTypes.StringType;
            columns.put(nameAndValue[0], new Column(type, null, /* isSplit= */ false));
        });
        return new FileColumns(file, columns);
    }

    private static Column column(
            Type field, List<ColumnChunkMetaData> chunks, ParquetToSparkSchemaConverter converter) {
        Optional<String> codecFault = chunks.stream()
                .map(ColumnChunkMetaData::getCodec)
                .distinct()
                .filter(codec -> !isAvailable(codec))
                .map(codec -> "is compressed with " + codec + ", which is not supported")
                .findFirst();
        boolean isSplit = chunks.stream().anyMatch(chunk -> chunk.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT));
        try {
            DataType type =
                    converter.convert(new MessageType("column", field)).apply(0).dataType();
            // Spark converts this type, but reads it only with spark.sql.timeType.enabled.
            if (type.existsRecursively(part -> part instanceof TimeType)) {
                return unreadable(field, isSplit);
            }
            return new Column(
                    isOfNulls(type) || codecFault.isPresent() ? null : type, codecFault.orElse(null), isSplit);
        } catch (Exception e) { // Spark's AnalysisException is checked, but Scala does not declare it
            return unreadable(field, isSplit);
        }
    }

    private static Column unreadable(Type field, boolean isSplit) {
        String type = String.valueOf(field).trim().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        return new Column(null, "has a type that cannot be read, " + type, isSplit);
    }

    private static boolean isOfNulls(DataType type) {
        return type instanceof NullType || (type instanceof ArrayType array && array.elementType() instanceof NullType);
    }

    /** Whether a codec can be used: its class is on the class path, or it needs no class. */
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

    /** The names of the columns that may have values. */
    List<String> names() {
        return columns.entrySet().stream()
                .filter(column -> !column.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names of all columns in lower case. */
    Set<String> lowerCaseNames() {
        return columns.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether two columns have names that differ only in case. Spark must then read the file with regard to case. */
    boolean isCaseSensitive() {
        return lowerCaseNames().size() < columns.size();
    }

    /** A message for each bound column that cannot be read as its field. */
    List<String> faults(List<ColumnMapping.Binding> bindings) {
        List<String> faults = new ArrayList<>();
        for (ColumnMapping.Binding binding : bindings) {
            Column column = column(binding.column());
            if (column.fault() != null) {
                faults.add("column '" + binding.column() + "' " + column.fault());
            } else if (column.type() != null) {
                typeFault(binding, column.type()).ifPresent(faults::add);
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
    private static Optional<String> typeFault(ColumnMapping.Binding binding, DataType fileType) {
        boolean isPresence = binding.reading() == ColumnMapping.Reading.PRESENCE;
        boolean isReadable = isPresence
                ? isPresenceTestable(fileType)
                : isReadable(fileType, binding.field().type());
        return isReadable
                ? Optional.empty()
                : Optional.of("column '" + binding.column() + "' should be "
                        + (isPresence ? "STRING" : binding.field().type().sql()) + " and is " + fileType.sql());
    }

    /**
     * Whether presence of a value can be tested, by comparing the value with the texts that count as blank. This is
     * possible for all types except structs, maps, and lists of anything but texts.
     */
    private static boolean isPresenceTestable(DataType fileType) {
        return fileType instanceof ArrayType array
                ? array.elementType() instanceof StringType
                : !(fileType instanceof StructType) && !(fileType instanceof MapType);
    }

    /** Whether values of a type are dates, possibly with a time. */
    static boolean isDate(DataType type) {
        return Set.of(DataTypes.DateType, DataTypes.TimestampType, DataTypes.TimestampNTZType)
                .contains(type);
    }

    /** Whether a column's type can be read as the type of its field. */
    private static boolean isReadable(DataType fileType, DataType canonicalType) {
        if (canonicalType instanceof NumericType) {
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
