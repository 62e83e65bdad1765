package org.computetrends.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;

/**
 * Tells the files of a dataset that can be used from those that cannot, by their footers: files that are not Parquet or
 * were cut short, and files of another schema, which lack a required column or have one of a wrong type. Damage further
 * inside a file is found by reading it. A file that the file system refuses is never a bad file: it ends the run.
 */
final class FileInspector {
    private static final int FILES_TOLD = 5;
    private static final int READERS = 16;

    private final SparkSession session;
    private final ColumnMapping mapping;

    FileInspector(SparkSession session, ColumnMapping mapping) {
        this.session = session;
        this.mapping = mapping;
    }

    /**
     * What was found.
     *
     * @param sound the files that can be used
     * @param bad the others, in order
     */
    record Inspected(List<FileStatus> sound, List<SkippedFile> bad) {}

    /** The files of a folder, or the file itself, as Spark takes them: names that begin with a dot or underscore are not data. */
    static List<FileStatus> files(SparkSession session, FileStatus root) {
        if (!root.isDirectory()) {
            return List.of(root);
        }
        List<FileStatus> files = new ArrayList<>();
        try {
            FileSystem fileSystem = InputPaths.fileSystem(session, root.getPath());
            for (FileStatus child : fileSystem.listStatus(root.getPath())) {
                String name = child.getPath().getName();
                if (!name.startsWith("_") && !name.startsWith(".")) {
                    files.addAll(files(session, child));
                }
            }
            return files;
        } catch (IOException e) {
            throw UserException.input("input " + root.getPath() + " cannot be listed: " + e.getMessage(), e);
        }
    }

    Inspected inspect(Path root, List<FileStatus> files) {
        FileSystem fileSystem = InputPaths.fileSystem(session, root);
        ParquetToSparkSchemaConverter converter = new ParquetToSparkSchemaConverter(SQLConf.get());
        List<Optional<SkippedFile>> verdicts =
                besideOneAnother(files, file -> fault(fileSystem, file, root, converter));
        List<FileStatus> sound = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (verdicts.get(i).isEmpty()) {
                sound.add(files.get(i));
            }
        }
        return new Inspected(
                sound,
                verdicts.stream()
                        .flatMap(Optional::stream)
                        .sorted(java.util.Comparator.comparing(SkippedFile::file))
                        .toList());
    }

    /** More at a time than there are cores: a footer on an object store is waited for rather than worked at. */
    static <T> List<T> besideOneAnother(List<FileStatus> files, Function<FileStatus, T> work) {
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

    private Optional<SkippedFile> fault(
            FileSystem fileSystem, FileStatus file, Path root, ParquetToSparkSchemaConverter converter) {
        String name = nameWithin(root, file.getPath());
        try {
            MessageType schema = ParquetFooter.schema(fileSystem, file);
            return schemaFault(name, schema, converter)
                    .map(fault -> new SkippedFile(name, RejectReason.FOREIGN_SCHEMA, "file " + fault));
        } catch (ParquetFooter.Damaged e) {
            return Optional.of(new SkippedFile(
                    name,
                    RejectReason.UNREADABLE_FILE,
                    "file " + name + " cannot be read as Parquet: " + e.getMessage()));
        } catch (IOException e) {
            throw UserException.input("input " + file.getPath() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<String> schemaFault(String name, MessageType schema, ParquetToSparkSchemaConverter converter) {
        try {
            StructType columns = converter.convert(schema);
            ColumnMapping.Bindings bindings =
                    mapping.bind(name, Arrays.asList(columns.fieldNames()), Set.of(Table.VINTAGE.name()));
            List<String> faults = ColumnTypes.faults(columns, bindings.bindings());
            return faults.isEmpty() ? Optional.empty() : Optional.of(name + ": " + String.join("; ", faults));
        } catch (UserException e) { // a required column is missing
            return Optional.ofNullable(e.getMessage());
        } catch (Exception e) { // Spark's AnalysisException is checked, but Scala does not declare it
            return Optional.of(name + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("its columns are unknown to Spark"));
        }
    }

    private static String nameWithin(Path root, Path file) {
        String all = file.toUri().getPath();
        String folder = root.toUri().getPath() + "/";
        return all.startsWith(folder) ? all.substring(folder.length()) : file.getName();
    }

    /** What a run says that ends because of bad files. */
    static UserException refusal(Path folder, List<SkippedFile> bad) {
        String told = bad.stream().limit(FILES_TOLD).map(SkippedFile::message).collect(Collectors.joining("; "));
        int more = bad.size() - FILES_TOLD;
        return UserException.input("input " + folder + ": " + told + (more > 0 ? "; and " + more + " more" : "")
                + " (ingest.bad-files = skip leaves such files out)");
    }
}
