package org.computetrends.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.Table;

/**
 * Reads one vintage of a Parquet dataset of releases into the canonical schema.
 *
 * <p>The dataset is a folder with one {@code vintage=YYYY-MM-DD} folder for each vintage; or a single file or folder
 * without such folders, which is taken whole as the vintage that the run names. Columns may have canonical names or any
 * that the mapping knows. Numbers may be of any numeric type; other types must be the schema's.
 */
public final class ReleaseReader {

    /** The folder beside the vintages that holds what an import could not read; Spark overlooks its underscore. */
    public static final String IMPORT_REJECTS = "_rejects";

    static final String PARTITION = Table.VINTAGE.name() + "=";

    private final String input;
    private final Optional<LocalDate> vintage;
    private final ColumnMapping mapping;
    private final BadFiles badFiles;

    /**
     * A reader that refuses bad files.
     *
     * @param input a path that Hadoop's file systems understand
     * @param vintage which vintage to read; the newest when empty
     * @param mapping which column is which field
     */
    public ReleaseReader(String input, Optional<LocalDate> vintage, ColumnMapping mapping) {
        this(input, vintage, mapping, BadFiles.FAIL);
    }

    /** A reader that does otherwise with files that cannot be used: see {@link FileInspector}. */
    public ReleaseReader(String input, Optional<LocalDate> vintage, ColumnMapping mapping, BadFiles badFiles) {
        this.input = input;
        this.vintage = vintage;
        this.mapping = mapping;
        this.badFiles = badFiles;
    }

    /**
     * What was read.
     *
     * @param vintage the vintage
     * @param others the other vintages that the dataset has folders of, in order
     * @param releases the canonical columns, then {@code source_file}; {@code source_row} is never null
     * @param toldRejects rows of the rejects table for what never became a row: cells that an import could not read, and
     *     files that were left out; null when there are none
     * @param files the files read, as the file system names them
     * @param skipped the files left out
     * @param warnings a sentence for each file left out, and for each column that is unknown, missing or read twice
     */
    public record Result(
            LocalDate vintage,
            List<LocalDate> others,
            Dataset<Row> releases,
            @org.jspecify.annotations.Nullable Dataset<Row> toldRejects,
            List<String> files,
            List<SkippedFile> skipped,
            List<String> warnings) {

        /** The names of the files left out. */
        public List<String> skippedFiles() {
            return skipped.stream().map(SkippedFile::file).toList();
        }
    }

    /**
     * Reads the vintage.
     *
     * @param session the session to read with
     * @throws UserException when the input or the vintage is not there, is not Parquet, lacks a required column, or
     *     has a column of a wrong type
     */
    public Result read(SparkSession session) {
        FileStatus root = InputPaths.require(session, new Path(input));
        Map<LocalDate, Path> folders = vintages(session, root);
        LocalDate chosen;
        Path folder;
        Dataset<Row> source;
        FileInspector.Inspected files;
        if (folders.isEmpty()) {
            folder = root.getPath();
            files = inspected(session, root);
            Dataset<Row> whole = parquet(session, folder, files);
            chosen = choose(
                    folder.getName().startsWith(PARTITION) ? Set.of(dateOf(folder.getName())) : vintagesIn(whole));
            source = ofVintage(whole, chosen);
        } else {
            chosen = choose(folders.keySet());
            folder = Objects.requireNonNull(folders.get(chosen));
            files = inspected(session, InputPaths.require(session, folder));
            source = parquet(session, folder, files);
        }
        StructType schema = source.schema();
        ColumnMapping.Bindings bindings =
                mapping.bind(folder.toString(), Arrays.asList(schema.fieldNames()), Set.of(Table.VINTAGE.name()));
        requireTypes(folder, schema, bindings.bindings());
        return new Result(
                chosen,
                folders.keySet().stream()
                        .filter(other -> !other.equals(chosen))
                        .sorted()
                        .toList(),
                canonical(source, bindings.bindings(), folder.getName()),
                ToldRejects.of(session, root.getPath(), chosen, files.bad()),
                Arrays.stream(source.inputFiles())
                        .map(file -> new Path(URI.create(file)).toString())
                        .sorted()
                        .toList(),
                files.bad(),
                Stream.concat(
                                files.bad().stream().map(file -> "left out: " + file.message()),
                                bindings.warnings().stream())
                        .toList());
    }

    private Map<LocalDate, Path> vintages(SparkSession session, FileStatus root) {
        Map<LocalDate, Path> vintages = new HashMap<>();
        if (!root.isDirectory()) {
            return vintages;
        }
        try {
            FileSystem fileSystem = InputPaths.fileSystem(session, root.getPath());
            for (FileStatus child : fileSystem.listStatus(root.getPath())) {
                String name = child.getPath().getName();
                if (child.isDirectory() && name.startsWith(PARTITION)) {
                    vintages.put(dateOf(name), child.getPath());
                }
            }
            return vintages;
        } catch (IOException e) {
            throw UserException.input("input " + input + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private LocalDate dateOf(String partition) {
        try {
            return LocalDate.parse(partition.substring(PARTITION.length()));
        } catch (DateTimeException e) {
            throw UserException.input(
                    "input " + input + ": folder " + partition + " should be " + PARTITION + "YYYY-MM-DD", e);
        }
    }

    /** The vintages of a dataset whose vintage is a column and not a folder; none when it has neither. */
    private static Set<LocalDate> vintagesIn(Dataset<Row> source) {
        if (!hasVintageColumn(source)) {
            return Set.of();
        }
        return source.select(col(Table.VINTAGE.name()).cast("date")).distinct().na().drop().collectAsList().stream()
                .map(row -> row.<LocalDate>getAs(0))
                .collect(Collectors.toSet());
    }

    private static Dataset<Row> ofVintage(Dataset<Row> source, LocalDate vintage) {
        return hasVintageColumn(source)
                ? source.filter(col(Table.VINTAGE.name()).cast("date").equalTo(lit(vintage)))
                : source;
    }

    private static boolean hasVintageColumn(Dataset<Row> source) {
        return Arrays.asList(source.columns()).contains(Table.VINTAGE.name());
    }

    private LocalDate choose(Set<LocalDate> vintages) {
        if (vintages.isEmpty()) {
            return vintage.orElseThrow(() -> UserException.input("input " + input + " has no " + PARTITION
                    + "YYYY-MM-DD folders: say with --vintage which date its data are of"));
        }
        LocalDate chosen = vintage.orElseGet(() -> java.util.Collections.max(vintages));
        if (!vintages.contains(chosen)) {
            List<String> dates =
                    vintages.stream().sorted().map(LocalDate::toString).toList();
            throw UserException.usage("input " + input + " has no vintage " + chosen + "; it has "
                    + String.join(", ", dates) + NearMiss.question(chosen.toString(), dates));
        }
        return chosen;
    }

    /** A single file need not be told from others: if it is bad, Spark says so. */
    private FileInspector.Inspected inspected(SparkSession session, FileStatus folder) {
        FileInspector inspector = new FileInspector(session, mapping);
        List<FileStatus> files = inspector.files(folder);
        if (files.size() <= 1 && badFiles == BadFiles.FAIL) {
            return new FileInspector.Inspected(
                    files.stream().map(FileStatus::getPath).toList(), List.of());
        }
        FileInspector.Inspected inspected = inspector.inspect(folder.getPath(), files);
        if (badFiles == BadFiles.FAIL && !inspected.bad().isEmpty()) {
            throw FileInspector.refusal(folder.getPath(), inspected.bad());
        }
        if (inspected.sound().isEmpty() && !files.isEmpty()) {
            throw UserException.input("input " + folder.getPath() + " holds no file that can be used: "
                    + inspected.bad().get(0).message());
        }
        return inspected;
    }

    private static Dataset<Row> parquet(SparkSession session, Path folder, FileInspector.Inspected files) {
        try {
            DataFrameReader reader = session.read().option("mergeSchema", "true");
            return files.bad().isEmpty()
                    ? reader.parquet(folder.toString())
                    : reader.option("basePath", folder.toString())
                            .parquet(files.sound().stream().map(Path::toString).toArray(String[]::new));
        } catch (RuntimeException e) {
            throw notParquet(folder, e);
        } catch (Exception e) { // Spark's AnalysisException is checked, but Scala does not declare it
            throw notParquet(folder, e);
        }
    }

    private static UserException notParquet(Path folder, Exception cause) {
        Throwable root = RootCause.of(cause);
        if (String.valueOf(root.getMessage()).contains("UNABLE_TO_INFER_SCHEMA")) {
            return UserException.input("input " + folder + " holds no Parquet files", cause);
        }
        String firstLine = String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
        return UserException.input(
                "input " + folder + " cannot be read as Parquet (a CSV file is imported first: compute-trends import): "
                        + firstLine,
                cause);
    }

    private static void requireTypes(Path folder, StructType schema, List<ColumnMapping.Binding> bindings) {
        List<String> faults = ColumnTypes.faults(schema, bindings);
        if (!faults.isEmpty()) {
            throw UserException.input("input " + folder + ": " + String.join("; ", faults));
        }
    }

    private static Dataset<Row> canonical(
            Dataset<Row> source, List<ColumnMapping.Binding> bindings, String datasetName) {
        Map<String, ColumnMapping.Binding> byField = new HashMap<>();
        bindings.forEach(binding -> byField.put(binding.field().name(), binding));
        List<org.apache.spark.sql.Column> columns = new ArrayList<>();
        org.apache.spark.sql.Column statedRow = lit(null).cast("bigint");
        for (Column field : CanonicalRelease.COLUMNS) {
            ColumnMapping.Binding binding = byField.get(field.name());
            org.apache.spark.sql.Column value = binding == null ? lit(null).cast(field.type()) : value(source, binding);
            if (field.name().equals(CanonicalRelease.SOURCE_ROW)) {
                statedRow = value;
                value = coalesce(value, col("_metadata.row_index"));
            }
            columns.add(value.as(field.name()));
        }
        // Rows that know their row of the published file are told by the dataset, others by their Parquet file, so
        // that what a reject says does not depend on how the dataset is split into files.
        columns.add(when(statedRow.isNotNull(), lit(datasetName))
                .otherwise(element_at(split(col("_metadata.file_path"), "/"), -1))
                .as(RejectsTable.SOURCE_FILE));
        return source.select(columns.toArray(org.apache.spark.sql.Column[]::new));
    }

    private static org.apache.spark.sql.Column value(Dataset<Row> source, ColumnMapping.Binding binding) {
        org.apache.spark.sql.Column column = source.col("`" + binding.column() + "`");
        return switch (binding.reading()) {
            case VALUE -> column.cast(binding.field().type());
            case PRESENCE -> coalesce(trim(column.cast("string")).notEqual(""), lit(false));
        };
    }
}
