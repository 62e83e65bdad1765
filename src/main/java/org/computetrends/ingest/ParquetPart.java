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
 * Files of a dataset that one Spark scan can read together, with the same settings of Spark's reader. For each field, a
 * file of a part either has no column, or has a column of the same name and type as the other files. Columns of no
 * field are not read, so their faults do not matter.
 */
final class ParquetPart {
    private final boolean isCaseSensitive;

    /** Whether a column has the encoding BYTE_STREAM_SPLIT, which Spark's vectorized reader cannot decode. */
    private final boolean needsRowReader;

    private final List<FileStatus> files = new ArrayList<>();
    private final Set<List<String>> columnNames = new LinkedHashSet<>();

    /** The columns to read, by field. The vintage column, which is no field, has the key {@link VintageColumn#KEY}. */
    private final Map<String, StructField> readColumns = new LinkedHashMap<>();

    private final Map<String, ColumnMapping.Binding> bindings = new LinkedHashMap<>();

    /** The names, in lower case, of the files' columns that are not read. */
    private final Set<String> unreadNames = new HashSet<>();

    private ParquetPart(boolean isCaseSensitive, boolean needsRowReader) {
        this.isCaseSensitive = isCaseSensitive;
        this.needsRowReader = needsRowReader;
    }

    /** A usable file, with the columns that its fields are read from. */
    record File(FileColumns columns, List<ColumnMapping.Binding> bindings) {

        private Map<String, StructField> columnsToRead() {
            Map<String, StructField> readColumns = new LinkedHashMap<>();
            bindings.forEach(binding -> readColumns.put(binding.field().name(), field(binding.column())));
            // VintageColumn.fault reports a vintage column of an unreadable type.
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
            Set<String> unreadNames = new HashSet<>(file.columns().lowerCaseNames());
            readColumns
                    .values()
                    .forEach(column -> unreadNames.remove(column.name().toLowerCase(Locale.ROOT)));
            ParquetPart part = parts.stream()
                    .filter(candidate -> candidate.isCaseSensitive == isCaseSensitive
                            && candidate.needsRowReader == needsRowReader
                            && candidate.agreesWith(readColumns, unreadNames))
                    .findFirst()
                    .orElseGet(() -> {
                        ParquetPart newPart = new ParquetPart(isCaseSensitive, needsRowReader);
                        parts.add(newPart);
                        return newPart;
                    });
            part.add(file, readColumns, unreadNames);
        }
        return parts;
    }

    /**
     * Whether the part's scan can also read a file with the given columns. A field that the part and the file have must
     * have the same column in both. If only one of them has the field, the other must have no unread column of that
     * name, because Spark would read the column as the field.
     */
    private boolean agreesWith(Map<String, StructField> columnsOfFile, Set<String> unreadNamesOfFile) {
        boolean columnsOfFileAgree = columnsOfFile.entrySet().stream().allMatch(entry -> {
            StructField column = readColumns.get(entry.getKey());
            return column == null ? !isIn(unreadNames, entry.getValue()) : isSame(column, entry.getValue());
        });
        return columnsOfFileAgree
                && readColumns.entrySet().stream()
                        .allMatch(entry -> columnsOfFile.containsKey(entry.getKey())
                                || !isIn(unreadNamesOfFile, entry.getValue()));
    }

    private static boolean isIn(Set<String> lowerCaseNames, StructField column) {
        return lowerCaseNames.contains(column.name().toLowerCase(Locale.ROOT));
    }

    private boolean isSame(StructField one, StructField other) {
        boolean hasSameName =
                isCaseSensitive ? one.name().equals(other.name()) : one.name().equalsIgnoreCase(other.name());
        return hasSameName && DataType.equalsIgnoreNullability(one.dataType(), other.dataType());
    }

    private void add(File file, Map<String, StructField> columnsOfFile, Set<String> unreadNamesOfFile) {
        files.add(file.columns().file());
        columnNames.add(file.columns().names());
        columnsOfFile.forEach(readColumns::putIfAbsent);
        file.bindings().forEach(binding -> bindings.putIfAbsent(binding.field().name(), binding));
        unreadNames.addAll(unreadNamesOfFile);
    }

    List<FileStatus> files() {
        return Collections.unmodifiableList(files);
    }

    /** The lists of the files' column names, each distinct list once. */
    Set<List<String>> columnNames() {
        return Collections.unmodifiableSet(columnNames);
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

    /** Whether Spark can read the files without changes to the session's settings. */
    boolean isReadableByDefault() {
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
                ? reader.parquet(InputFiles.literal(folder))
                : reader.option("basePath", folder.toString())
                        .parquet(files.stream()
                                .map(FileStatus::getPath)
                                .map(InputFiles::literal)
                                .toArray(String[]::new));
    }

    /** The given session, or a copy of it with the settings that these files need. */
    private SparkSession readingSession(SparkSession session) {
        if (isReadableByDefault()) {
            return session;
        }
        SparkSession clone = ((org.apache.spark.sql.classic.SparkSession) session).cloneSession();
        clone.conf().set("spark.sql.caseSensitive", isCaseSensitive);
        clone.conf().set("spark.sql.parquet.enableVectorizedReader", !needsRowReader);
        return clone;
    }
}
