package org.computetrends.ingest;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

/** The usable Parquet files of a folder, or one file, and the releases in them. */
final class ReleaseFiles {
    private final SparkAccess spark;
    private final ColumnMapping mapping;
    private final long localBytes;
    private final Path folder;
    private final FileInspector.Inspected files;
    private final List<ParquetPart> parts;

    private ReleaseFiles(
            SparkAccess spark, ColumnMapping mapping, long localBytes, Path folder, FileInspector.Inspected files) {
        this.spark = spark;
        this.mapping = mapping;
        this.localBytes = localBytes;
        this.folder = folder;
        this.files = files;
        this.parts = ParquetPart.of(files.soundFiles());
    }

    /**
     * Lists and inspects the files.
     *
     * @param localBytes the maximum size of files that this process reads itself
     * @throws UserException when no file is usable, or when one is unusable and {@code badFiles} is {@link
     *     BadFiles#FAIL}
     */
    static ReleaseFiles of(
            SparkAccess spark, ColumnMapping mapping, BadFiles badFiles, long localBytes, FileStatus root) {
        List<FileStatus> files = DataFiles.of(spark.hadoop(), root);
        if (files.isEmpty()) {
            throw UserException.input("input " + root.getPath() + " has no Parquet files");
        }
        DataFiles.requireSamePartitions(root.getPath(), files);
        FileInspector.Inspected inspected = new FileInspector(spark.hadoop(), mapping).inspect(root.getPath(), files);
        if (badFiles == BadFiles.FAIL && !inspected.badFiles().isEmpty()) {
            throw FileInspector.refusal(root.getPath(), inspected.badFiles(), files.size());
        }
        if (inspected.soundFiles().isEmpty()) {
            throw UserException.input("input " + root.getPath() + " has no usable file: "
                    + inspected.badFiles().get(0).message());
        }
        return new ReleaseFiles(spark, mapping, localBytes, root.getPath(), inspected);
    }

    Path folder() {
        return folder;
    }

    List<String> names() {
        return parts.stream()
                .flatMap(part -> part.files().stream())
                .map(file -> file.getPath().toString())
                .sorted()
                .toList();
    }

    List<UnusableFile> badFiles() {
        return files.badFiles();
    }

    List<String> warnings() {
        List<ColumnMapping.Bindings> bindings = parts.stream()
                .flatMap(part -> part.names().stream())
                .distinct()
                .map(names -> mapping.bind(folder.toString(), names, Set.of(Table.VINTAGE.name())))
                .toList();
        return Stream.concat(
                        badFiles().stream().map(file -> "left out: " + file.message()),
                        ColumnMapping.Bindings.warnings(bindings).stream())
                .toList();
    }

    /** All rows. */
    ReleaseRows rows() {
        Supplier<Dataset<Row>> rows = once(() -> union(part -> canonical(part, dataset(part))));
        ParquetPart firstPart = parts.get(0);
        return parts.size() == 1 && LocalRows.canRead(spark, firstPart, folder, localBytes)
                ? new LocalRows(spark, firstPart, folder.getName(), rows)
                : ReleaseRows.of(rows);
    }

    /** Whether a file has a vintage column. */
    boolean hasVintages() {
        return files.soundFiles().stream()
                .anyMatch(file -> VintageColumn.in(file.columns()).isPresent());
    }

    /**
     * The number of rows of each vintage in the vintage column.
     *
     * @throws UserException when the column's type cannot be a date
     */
    VintageColumn.Counts vintages() {
        files.soundFiles()
                .forEach(file -> VintageColumn.fault(file.columns()).ifPresent(fault -> {
                    throw UserException.input("input " + folder + ": file "
                            + DataFiles.relativePath(
                                    folder, file.columns().file().getPath()) + ": " + fault);
                }));
        return VintageColumn.counts(union(part -> dataset(part).select(VintageColumn.date(part))));
    }

    /** The rows with a date in the vintage column. */
    ReleaseRows rowsOf(LocalDate vintage) {
        return ReleaseRows.of(once(() -> union(part ->
                canonical(part, dataset(part).filter(VintageColumn.date(part).equalTo(lit(vintage)))))));
    }

    /** Rows of the rejects table, one for each row without a date in the vintage column. */
    Dataset<Row> rejectsWithoutVintage() {
        return union(part -> VintageColumn.rejects(
                part,
                canonical(part, dataset(part).filter(VintageColumn.date(part).isNull()), VintageColumn.value(part))));
    }

    private Dataset<Row> canonical(ParquetPart part, Dataset<Row> rows, Column... moreColumns) {
        return new CanonicalColumns(part.bindings(), mapping.blanks()).of(rows, folder.getName(), moreColumns);
    }

    private Dataset<Row> dataset(ParquetPart part) {
        // Given a folder, Spark skips subfolders that are not partitions.
        boolean areAllTaken =
                part.files().stream().noneMatch(file -> DataFiles.isOutsidePartitions(folder, file.getPath()));
        return part.dataset(
                spark.session(),
                folder,
                areAllTaken && parts.size() == 1 && badFiles().isEmpty());
    }

    private Dataset<Row> union(Function<ParquetPart, Dataset<Row>> rows) {
        return parts.stream().map(rows).reduce(Dataset::union).orElseThrow();
    }

    /** Computes a value on the first call only. */
    private static <T> Supplier<T> once(Supplier<T> supplier) {
        return new Supplier<>() {
            private @Nullable T value;

            @Override
            public synchronized T get() {
                T cachedValue = value;
                if (cachedValue == null) {
                    cachedValue = supplier.get();
                    value = cachedValue;
                }
                return cachedValue;
            }
        };
    }
}
