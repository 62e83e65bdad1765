package org.computetrends.ingest;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.UserException;
import org.computetrends.sql.ReleaseRows;
import org.computetrends.table.Table;

/**
 * The inspected Parquet files of a folder, and the releases in the usable ones.
 *
 * @param localBytes the maximum total size of files that this process reads without a Spark job
 * @param folder the folder, or the only file
 * @param parts the usable files, in groups that Spark can read together; at least one group
 */
record ReleaseFiles(
        SparkAccess spark,
        ColumnMapping mapping,
        long localBytes,
        Path folder,
        FileInspector.Inspected files,
        List<ParquetPart> parts) {

    /**
     * Lists and inspects the files.
     *
     * @param root the folder, or a single file
     * @throws UserException when no file is usable, when files have different partition columns, or when one is
     *     unusable and {@code badFiles} is {@link BadFiles#FAIL}
     */
    static ReleaseFiles of(
            SparkAccess spark, ColumnMapping mapping, BadFiles badFiles, long localBytes, FileStatus root) {
        List<FileStatus> files = DataFiles.list(spark.hadoop(), root);
        if (files.isEmpty()) {
            throw UserException.input("input " + root.getPath() + " has no Parquet files");
        }
        DataFiles.requireSamePartitions(root.getPath(), files);
        FileInspector.Inspected inspected = new FileInspector(spark.hadoop(), mapping).inspect(root.getPath(), files);
        if (badFiles == BadFiles.FAIL && !inspected.unusableFiles().isEmpty()) {
            throw FileInspector.unusableFilesError(root.getPath(), inspected.unusableFiles(), files.size());
        }
        if (inspected.usableFiles().isEmpty()) {
            throw UserException.input("input " + root.getPath() + " has no usable file: "
                    + inspected.unusableFiles().get(0).message());
        }
        List<ParquetPart> parts = ParquetPart.of(inspected.usableFiles());
        return new ReleaseFiles(spark, mapping, localBytes, root.getPath(), inspected, parts);
    }

    /** The paths of the usable files, sorted. */
    List<String> paths() {
        return parts.stream()
                .flatMap(part -> part.files().stream())
                .map(file -> file.getPath().toString())
                .sorted()
                .toList();
    }

    List<UnusableFile> unusableFiles() {
        return files.unusableFiles();
    }

    List<String> warnings() {
        List<ColumnMapping.Bindings> bindings = parts.stream()
                .flatMap(part -> part.columnNames().stream())
                .distinct()
                .map(columnNames -> mapping.bind(folder.toString(), columnNames, Set.of(Table.VINTAGE.name())))
                .toList();
        return Stream.concat(
                        unusableFiles().stream().map(file -> "left out: " + file.message()),
                        ColumnMapping.Bindings.warnings(bindings).stream())
                .toList();
    }

    /** All rows of the usable files. */
    ReleaseRows rows() {
        Supplier<Dataset<Row>> inSpark = once(() -> union(part -> canonical(part, dataset(part))));
        ParquetPart firstPart = parts.get(0);
        return parts.size() == 1 && LocalRows.canRead(spark, firstPart, folder, localBytes)
                ? new LocalRows(spark, firstPart, folder.getName(), inSpark)
                : ReleaseRows.of(inSpark);
    }

    /** Whether any usable file has a vintage column. */
    boolean hasVintages() {
        return files.usableFiles().stream()
                .anyMatch(file -> VintageColumn.in(file.columns()).isPresent());
    }

    /**
     * The number of rows of each vintage in the vintage column.
     *
     * @throws UserException when the column's type cannot be read as a date
     */
    VintageColumn.Counts rowsPerVintage() {
        files.usableFiles()
                .forEach(file -> VintageColumn.fault(file.columns()).ifPresent(fault -> {
                    throw UserException.input("input " + folder + ": file "
                            + DataFiles.relativePath(
                                    folder, file.columns().file().getPath()) + ": " + fault);
                }));
        return VintageColumn.counts(union(part -> dataset(part).select(VintageColumn.date(part))));
    }

    /** The rows whose vintage column has the given date. */
    ReleaseRows rowsOfVintage(LocalDate vintage) {
        return ReleaseRows.of(once(() -> union(part ->
                canonical(part, dataset(part).filter(VintageColumn.date(part).equalTo(lit(vintage)))))));
    }

    /** Rows of the rejects table: one for each row whose vintage column has no date. */
    Dataset<Row> rejectsWithoutVintage() {
        return union(part -> VintageColumn.rejects(
                part,
                canonical(part, dataset(part).filter(VintageColumn.date(part).isNull()), VintageColumn.value(part))));
    }

    private Dataset<Row> canonical(ParquetPart part, Dataset<Row> rows, Column... moreColumns) {
        return new CanonicalColumns(part.bindings(), mapping.blanks()).select(rows, folder.getName(), moreColumns);
    }

    private Dataset<Row> dataset(ParquetPart part) {
        // Spark may list the folder itself only if it then reads exactly the files of this part. Spark skips
        // subfolders that are not partitions.
        boolean wouldSparkFindAll =
                part.files().stream().noneMatch(file -> DataFiles.isOutsidePartitions(folder, file.getPath()));
        boolean canListFolder =
                wouldSparkFindAll && parts.size() == 1 && unusableFiles().isEmpty();
        return part.dataset(spark.session(), folder, canListFolder);
    }

    private Dataset<Row> union(Function<ParquetPart, Dataset<Row>> rowsOfPart) {
        return parts.stream().map(rowsOfPart).reduce(Dataset::union).orElseThrow();
    }

    /** A supplier that computes its value once, even if several threads request it. The map has one entry. */
    private static <T> Supplier<T> once(Supplier<T> supplier) {
        Map<String, T> cache = new ConcurrentHashMap<>();
        return () -> cache.computeIfAbsent("value", key -> supplier.get());
    }
}
