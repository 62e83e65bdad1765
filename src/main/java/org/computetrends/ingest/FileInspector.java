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
 * Finds the unusable files of a dataset before any rows are read, by their footers: files that are not Parquet or are
 * truncated, and files of another schema, which lack a required column or have one of a wrong type. Damage elsewhere in
 * a file is found only when its rows are read. A file that the file system cannot read does not count as unusable: it
 * ends the run.
 */
record FileInspector(Configuration hadoop, ColumnMapping mapping) {
    private static final int FILES_SHOWN = 5;

    /** Threads that read footers. Reading waits for storage, so there are more than cores. */
    private static final int READERS = 16;

    private static final String IMPORTED_FIRST = " (a CSV file is imported first: compute-trends import)";

    /**
     * The files of a dataset.
     *
     * @param badFiles the unusable files, by name
     */
    record Inspected(List<ParquetPart.File> soundFiles, List<UnusableFile> badFiles) {}

    private record Verdict(
            ParquetPart.@Nullable File soundFile, @Nullable UnusableFile badFile) {}

    Inspected inspect(Path root, List<FileStatus> files) {
        FileSystem fileSystem = InputPaths.fileSystem(hadoop, root);
        ParquetToSparkSchemaConverter converter = new ParquetToSparkSchemaConverter(SQLConf.get());
        List<Verdict> verdicts = inParallel(files, file -> verdict(fileSystem, file, root, converter));
        return new Inspected(
                verdicts.stream()
                        .flatMap(verdict -> Stream.ofNullable(verdict.soundFile()))
                        .toList(),
                verdicts.stream()
                        .flatMap(verdict -> Stream.ofNullable(verdict.badFile()))
                        .sorted(Comparator.comparing(UnusableFile::file))
                        .toList());
    }

    /**
     * Applies a function to files, with more threads than cores, because reading a footer from an object store is
     * mostly waiting.
     */
    static <T> List<T> inParallel(List<FileStatus> files, Function<FileStatus, T> work) {
        ExecutorService readers = Executors.newFixedThreadPool(Math.max(1, Math.min(files.size(), READERS)));
        try {
            List<CompletableFuture<T>> pending = files.stream()
                    .map(file -> CompletableFuture.supplyAsync(() -> work.apply(file), readers))
                    .toList();
            return pending.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UserException refused) {
                throw refused;
            }
            throw e;
        } finally {
            readers.shutdownNow();
        }
    }

    private Verdict verdict(
            FileSystem fileSystem, FileStatus file, Path root, ParquetToSparkSchemaConverter converter) {
        String name = DataFiles.relativePath(root, file.getPath());
        try {
            FileColumns columns = FileColumns.of(root, file, ParquetFooter.read(fileSystem, file), converter);
            List<ColumnMapping.Binding> bindings = mapping.bind(name, columns.names(), Set.of(Table.VINTAGE.name()))
                    .bindings();
            List<String> faults = columns.faults(bindings);
            return faults.isEmpty()
                    ? new Verdict(new ParquetPart.File(columns, bindings), null)
                    : foreign(name, name + ": " + String.join("; ", faults));
        } catch (UserException e) { // a required column is missing
            return foreign(name, String.valueOf(e.getMessage()));
        } catch (ParquetFooter.Damaged e) {
            return new Verdict(
                    null,
                    new UnusableFile(
                            name,
                            RejectReason.UNREADABLE_FILE,
                            "file " + name + " cannot be read as Parquet: " + e.getMessage()));
        } catch (IOException e) {
            throw InputPaths.unreadable(file.getPath(), e);
        }
    }

    private static Verdict foreign(String name, String fault) {
        return new Verdict(null, new UnusableFile(name, RejectReason.FOREIGN_SCHEMA, "file " + fault));
    }

    /** The error of a run that ends because of unusable files. */
    static UserException refusal(Path folder, List<UnusableFile> badFiles, int files) {
        String messages =
                badFiles.stream().limit(FILES_SHOWN).map(UnusableFile::message).collect(Collectors.joining("; "));
        int moreFiles = badFiles.size() - FILES_SHOWN;
        return UserException.input("input " + folder + ": " + messages
                + (moreFiles > 0 ? "; and " + moreFiles + " more" : "") + hint(badFiles, files));
    }

    private static String hint(List<UnusableFile> badFiles, int files) {
        if (files > badFiles.size()) {
            return " (ingest.bad-files = skip leaves such files out)";
        }
        return badFiles.get(0).reason() == RejectReason.UNREADABLE_FILE ? IMPORTED_FIRST : "";
    }
}
