package org.computetrends.publish;

import java.io.IOException;
import java.time.LocalDate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;
import org.computetrends.domain.VintageScope;

/**
 * Writes a generated vintage of releases into a canonical dataset. The folder {@code vintage=DATE} gets
 * {@code releases.parquet}, or {@code releases-00000.parquet} and so on if there are several files. It also gets
 * {@code _truth.json}, the parameters from which the releases were generated, and {@code _scope}. Parquet readers
 * ignore these two files.
 *
 * <p>The folder is staged and becomes visible by one rename, so that a reader never sees part of it. Only a generated
 * vintage can be replaced. During the replacement there is neither the old nor the new folder for a moment.
 *
 * @param dataset the dataset's folder, created if missing
 */
public record GeneratedVintagePublisher(SparkSession session, String dataset, LocalDate vintage) {
    private static final String TRUTH = "_truth.json";

    private Path folder() {
        return new Path(dataset, ParquetPublisher.partition(vintage));
    }

    private Path staging() {
        return new Path(dataset, "_staging-" + vintage);
    }

    /** The folder to which the previous vintage is moved while the new one replaces it. */
    private Path setAside() {
        return new Path(staging(), "replaced");
    }

    /**
     * Checks, before releases are generated, that the vintage can be published. Moves back a previous vintage that a
     * killed run had set aside.
     *
     * @param overwrite whether a generated vintage of this date may be replaced
     * @throws UserException when the dataset has a vintage of this date that was not generated or may not be replaced
     */
    public void prepare(boolean overwrite) {
        try {
            Path folder = folder();
            FileSystem fileSystem = fileSystem();
            if (!fileSystem.exists(folder)) {
                // A run killed between its two renames leaves both vintages, previous and new, in the staging folder.
                // A previous vintage alone was replaced, and the new one deleted since, so it is not moved back.
                if (!fileSystem.exists(setAside()) || !fileSystem.exists(new Path(staging(), folder.getName()))) {
                    return;
                }
                ParquetFiles.rename(fileSystem, setAside(), folder);
            }
            if (!fileSystem.exists(new Path(folder, TRUTH))) {
                throw UserException.usage(folder + " is in the way: it was not generated");
            }
            if (!overwrite) {
                throw UserException.usage(folder + " exists; --overwrite replaces it");
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Publishes the vintage.
     *
     * @param releases rows of the canonical schema; each partition that has rows becomes a file
     * @param truthDocument the text of {@code _truth.json}
     * @return the path of {@code _truth.json}
     * @throws UserException on any failure; a previous vintage of this date is then unchanged
     */
    public String publish(Dataset<Row> releases, String truthDocument) {
        try {
            FileSystem fileSystem = fileSystem();
            Path folder = folder();
            Path staging = staging();
            fileSystem.delete(staging, true);
            Path stagedFolder = new Path(staging, folder.getName());
            ParquetFiles.writePartitions(fileSystem, releases, "releases", stagedFolder);
            TextFiles.write(fileSystem, new Path(stagedFolder, TRUTH), truthDocument);
            // The generated releases are not only the notable ones.
            TextFiles.write(fileSystem, new Path(stagedFolder, VintageScope.FILE), VintageScope.ALL.id() + "\n");
            replace(fileSystem, stagedFolder);
            fileSystem.delete(staging, true);
            return new Path(folder, TRUTH).toString();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failure(e);
        }
    }

    /** Moves the staged folder to where readers find it. If that fails, moves the previous vintage back. */
    private void replace(FileSystem fileSystem, Path stagedFolder) throws IOException {
        Path folder = folder();
        boolean hasPrevious = fileSystem.exists(folder);
        if (hasPrevious) {
            ParquetFiles.rename(fileSystem, folder, setAside());
        }
        try {
            ParquetFiles.rename(fileSystem, stagedFolder, folder);
        } catch (IOException e) {
            if (hasPrevious) {
                ParquetFiles.rename(fileSystem, setAside(), folder);
            }
            throw e;
        }
    }

    private UserException failure(Exception cause) {
        return PublishingFailure.of(
                "writing vintage " + vintage + " to " + new Path(dataset) + " failed, a previous one is unchanged: "
                        + cause.getMessage(),
                cause);
    }

    private FileSystem fileSystem() throws IOException {
        return folder().getFileSystem(session.sparkContext().hadoopConfiguration());
    }
}
