package org.computetrends.ingest;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds the unusable files of a dataset by their footers, before any rows are read: files that are not Parquet, are
 * damaged or have a foreign schema. Damage outside the footer is found only when the rows are read. A file that the
 * file system cannot read ends the run.
 */
record FileInspector(Configuration hadoop, ColumnMapping mapping) {
    /** The maximum number of files in a message. */
    private static final int FILES_SHOWN = 5;

    /** The maximum number of threads that read footers. */
    private static final int READERS = 16;

    private static final String IMPORTED_FIRST = " (a CSV file is imported first: compute-trends import)";

    /**
     * The files of a dataset.
     *
     * @param usableFiles in the order of the listing
     * @param unusableFiles sorted by name
     */
    record Inspected(List<ParquetPart.File> usableFiles, List<UnusableFile> unusableFiles) {}

    /** The result for one file, with exactly one component that is not null. */
    private record InspectedFile(
            ParquetPart.@Nullable File usableFile, @Nullable UnusableFile unusableFile) {}

    /** @param root the folder of the dataset */
    Inspected inspect(Path root, List<FileStatus> files) {
        FileSystem fileSystem = InputFiles.fileSystem(hadoop, root);
        ParquetToSparkSchemaConverter converter = new ParquetToSparkSchemaConverter(SQLConf.get());
        List<InspectedFile> inspectedFiles = inParallel(files, file -> inspect(fileSystem, file, root, converter));
        return new Inspected(
                inspectedFiles.stream()
                        .flatMap(file -> Stream.ofNullable(file.usableFile()))
                        .toList(),
                inspectedFiles.stream()
                        .flatMap(file -> Stream.ofNullable(file.unusableFile()))
                        .sorted(Comparator.comparing(UnusableFile::file))
                        .toList());
    }

    /**
     * Applies a function to files, and returns the results in the order of the files. Several threads share the work,
     * even more than there are cores, because reading footers is mostly waiting for storage.
     */
    static <T> List<T> inParallel(List<FileStatus> files, Function<FileStatus, T> work) {
        ExecutorService readers = Executors.newFixedThreadPool(Math.max(1, Math.min(files.size(), READERS)));
        try {
            List<CompletableFuture<T>> pending = files.stream()
                    .map(file -> CompletableFuture.supplyAsync(() -> work.apply(file), readers))
                    .toList();
            return pending.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UserException userException) {
                throw userException;
            }
            throw e;
        } finally {
            readers.shutdownNow();
        }
    }

    private InspectedFile inspect(
            FileSystem fileSystem, FileStatus file, Path root, ParquetToSparkSchemaConverter converter) {
        String name = DataFiles.relativePath(root, file.getPath());
        try {
            FileColumns columns = FileColumns.of(root, file, ParquetFooter.read(fileSystem, file), converter);
            List<ColumnMapping.Binding> bindings = mapping.bind(name, columns.names(), Set.of(Table.VINTAGE.name()))
                    .bindings();
            List<String> faults = columns.faults(bindings);
            return faults.isEmpty()
                    ? new InspectedFile(new ParquetPart.File(columns, bindings), null)
                    : foreignSchema(name, name + ": " + String.join("; ", faults));
        } catch (UserException e) { // a required column is missing
            return foreignSchema(name, String.valueOf(e.getMessage()));
        } catch (ParquetFooter.Damaged e) {
            return new InspectedFile(
                    null,
                    new UnusableFile(
                            name,
                            RejectReason.UNREADABLE_FILE,
                            "file " + name + " cannot be read as Parquet: " + e.getMessage()));
        } catch (IOException e) {
            throw InputFiles.unreadable(file.getPath(), e);
        }
    }

    private static InspectedFile foreignSchema(String name, String fault) {
        return new InspectedFile(null, new UnusableFile(name, RejectReason.FOREIGN_SCHEMA, "file " + fault));
    }

    /** The error that ends a run because of unusable files. The count is of all files, usable or not. */
    static UserException unusableFilesError(Path folder, List<UnusableFile> unusableFiles, int fileCount) {
        String messages = unusableFiles.stream()
                .limit(FILES_SHOWN)
                .map(UnusableFile::message)
                .collect(Collectors.joining("; "));
        int moreFiles = unusableFiles.size() - FILES_SHOWN;
        return UserException.input("input " + folder + ": " + messages
                + (moreFiles > 0 ? "; and " + moreFiles + " more" : "") + hint(unusableFiles, fileCount));
    }

    private static String hint(List<UnusableFile> unusableFiles, int fileCount) {
        if (fileCount > unusableFiles.size()) {
            return " (ingest.bad-files = skip leaves such files out)";
        }
        return unusableFiles.get(0).reason() == RejectReason.UNREADABLE_FILE ? IMPORTED_FIRST : "";
    }
}
