package org.computetrends.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Files of a dataset that one Spark scan can read. A field is a column of the canonical schema. In all files of a part
 * a field is read from the same column with the same type, or is missing. Other columns are not read, so their faults
 * do not matter.
 */
final class ParquetPart {
    private final boolean isCaseSensitive;

    /** Whether a column has the encoding BYTE_STREAM_SPLIT, which Spark's vectorized reader cannot decode. */
    private final boolean needsRowReader;

    private final List<FileStatus> files = new ArrayList<>();
    private final Set<List<String>> names = new LinkedHashSet<>();

    /** The columns to read, by field; the vintage column has the key {@link VintageColumn#KEY}. */
    private final Map<String, StructField> readColumns = new LinkedHashMap<>();

    private final Map<String, ColumnMapping.Binding> bindings = new LinkedHashMap<>();

    /** Names, in lower case, of the files' columns that equal no column that is read, ignoring case. */
    private final Set<String> unread = new HashSet<>();

    private ParquetPart(boolean isCaseSensitive, boolean needsRowReader) {
        this.isCaseSensitive = isCaseSensitive;
        this.needsRowReader = needsRowReader;
    }

    /** A usable file, with the columns of its fields. */
    record File(FileColumns columns, List<ColumnMapping.Binding> bindings) {

        private Map<String, StructField> columnsToRead() {
            Map<String, StructField> readColumns = new LinkedHashMap<>();
            bindings.forEach(binding -> readColumns.put(binding.field().name(), field(binding.column())));
            // A vintage column of an unreadable type is a fault of its own: see VintageColumn.
            VintageColumn.in(columns)
                    .filter(name -> columns.column(name).type() != null)
                    .ifPresent(name -> readColumns.put(VintageColumn.KEY, field(name)));
            return readColumns;
        }

        private StructField field(String column) {
            DataType type = Objects.requireNonNull(columns.column(column).type(), column);
            return DataTypes.createStructField(column, type, /* nullable= */ true);
        }

        private boolean needsRowReader() {
            return bindings.stream()
                    .anyMatch(binding -> columns.column(binding.column()).isSplit());
        }
    }

    /** Divides files into parts, in order: each file joins the first part that it agrees with, or begins a new one. */
    static List<ParquetPart> of(List<File> files) {
        List<ParquetPart> parts = new ArrayList<>();
        for (File file : files) {
            boolean isCaseSensitive = file.columns().isCaseSensitive();
            boolean needsRowReader = file.needsRowReader();
            Map<String, StructField> readColumns = file.columnsToRead();
            Set<String> unread = new HashSet<>(file.columns().lowerNames());
            readColumns.values().forEach(column -> unread.remove(column.name().toLowerCase(Locale.ROOT)));
            ParquetPart part = parts.stream()
                    .filter(each -> each.isCaseSensitive == isCaseSensitive && each.needsRowReader == needsRowReader)
                    .filter(each -> each.agreesWith(readColumns, unread))
                    .findFirst()
                    .orElseGet(() -> {
                        ParquetPart fresh = new ParquetPart(isCaseSensitive, needsRowReader);
                        parts.add(fresh);
                        return fresh;
                    });
            part.add(file, readColumns, unread);
        }
        return parts;
    }

    /**
     * Whether one scan can read these columns too. A field must be read from the same column in both, or be missing
     * from one of them. The file without the field must have no unread column of that name, because Spark would read
     * it.
     */
    private boolean agreesWith(Map<String, StructField> others, Set<String> unreadOfOther) {
        boolean othersFit = others.entrySet().stream().allMatch(other -> {
            StructField field = readColumns.get(other.getKey());
            return field == null ? !isIn(unread, other.getValue()) : isSame(field, other.getValue());
        });
        return othersFit
                && readColumns.entrySet().stream()
                        .allMatch(column ->
                                others.containsKey(column.getKey()) || !isIn(unreadOfOther, column.getValue()));
    }

    private static boolean isIn(Set<String> lowerNames, StructField column) {
        return lowerNames.contains(column.name().toLowerCase(Locale.ROOT));
    }

    private boolean isSame(StructField one, StructField other) {
        boolean hasSameName =
                isCaseSensitive ? one.name().equals(other.name()) : one.name().equalsIgnoreCase(other.name());
        return hasSameName && DataType.equalsIgnoreNullability(one.dataType(), other.dataType());
    }

    private void add(File file, Map<String, StructField> columns, Set<String> unreadOfFile) {
        files.add(file.columns().file());
        names.add(file.columns().names());
        columns.forEach(readColumns::putIfAbsent);
        file.bindings().forEach(binding -> bindings.putIfAbsent(binding.field().name(), binding));
        unread.addAll(unreadOfFile);
    }

    List<FileStatus> files() {
        return Collections.unmodifiableList(files);
    }

    /** The distinct lists of column names of the files. */
    Set<List<String>> names() {
        return Collections.unmodifiableSet(names);
    }

    List<ColumnMapping.Binding> bindings() {
        return List.copyOf(bindings.values());
    }

    ColumnMapping.@Nullable Binding binding(String field) {
        return bindings.get(field);
    }

    /** The column with the vintage of each row, if there is one. */
    Optional<StructField> vintageColumn() {
        return Optional.ofNullable(readColumns.get(VintageColumn.KEY));
    }

    StructType schema() {
        return new StructType(readColumns.values().stream().distinct().toArray(StructField[]::new));
    }

    /** Whether the files can be read with the settings of the session. */
    boolean needsNoSettings() {
        return !isCaseSensitive && !needsRowReader;
    }

    /**
     * The rows of the files.
     *
     * @param hasAllFiles whether the part has all files of the folder, so that Spark can list them
     */
    Dataset<Row> dataset(SparkSession session, Path folder, boolean hasAllFiles) {
        DataFrameReader reader = readingSession(session).read().schema(schema());
        return hasAllFiles
                ? reader.parquet(InputPaths.literal(folder))
                : reader.option("basePath", folder.toString())
                        .parquet(files.stream()
                                .map(FileStatus::getPath)
                                .map(InputPaths::literal)
                                .toArray(String[]::new));
    }

    /** The given session, or a copy of it with the settings that these files need. */
    private SparkSession readingSession(SparkSession session) {
        if (needsNoSettings()) {
            return session;
        }
        SparkSession clone = ((org.apache.spark.sql.classic.SparkSession) session).cloneSession();
        clone.conf().set("spark.sql.caseSensitive", isCaseSensitive);
        clone.conf().set("spark.sql.parquet.enableVectorizedReader", !needsRowReader);
        return clone;
    }
}
