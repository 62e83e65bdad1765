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
import org.computetrends.table.ReadRelease;
import org.computetrends.table.Table;

/**
 * Puts a generated vintage into a canonical dataset: {@code vintage=DATE/releases-00000.parquet} and so on, and beside
 * them {@code _truth.json} and the scope, {@code all}, which readers of Parquet overlook. The folder is written aside and appears by one rename, so
 * that a reader never sees half of it. The folder of a generated vintage may be replaced, which leaves a moment without
 * either; any other is left alone.
 */
public final class GeneratedVintagePublisher {
    private static final String TRUTH = "_truth.json";

    private final SparkSession session;
    private final LocalDate vintage;
    private final Path dataset;
    private final Path folder;

    /**
     * @param session the session that writes
     * @param dataset the dataset's folder, made if it is not there
     * @param vintage the vintage
     */
    public GeneratedVintagePublisher(SparkSession session, String dataset, LocalDate vintage) {
        this.session = session;
        this.vintage = vintage;
        this.dataset = new Path(dataset);
        this.folder = new Path(dataset, Table.VINTAGE.name() + "=" + vintage);
    }

    /**
     * Finds out whether the vintage can be published, before rows are made.
     *
     * @param overwrite whether a generated vintage of this date may be replaced
     * @throws UserException when there is one and it may not, or it was not generated
     */
    public void prepare(boolean overwrite) {
        try {
            FileSystem fileSystem = fileSystem();
            if (!fileSystem.exists(folder)) {
                return;
            }
            if (!fileSystem.exists(new Path(folder, TRUTH))) {
                throw UserException.usage(folder + " is in the way: it was not generated");
            }
            if (!overwrite) {
                throw UserException.usage(folder + " exists; --overwrite replaces it");
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Publishes.
     *
     * @param releases rows of the canonical schema, a file for each partition
     * @param truthDocument the text of the truth
     * @return where the truth lies
     * @throws UserException when anything goes wrong; a previous vintage of this date then stands
     */
    public String publish(Dataset<Row> releases, String truthDocument) {
        try {
            FileSystem fileSystem = fileSystem();
            Path staging = new Path(dataset, "_staging-" + vintage);
            fileSystem.delete(staging, true);
            Path staged = new Path(staging, folder.getName());
            ParquetFiles.writePartitions(fileSystem, releases, "releases", staged);
            ParquetPublisher.write(fileSystem, new Path(staged, TRUTH), truthDocument);
            // Every release there is, a share of them notable by chance.
            ParquetPublisher.write(fileSystem, new Path(staged, ReadRelease.SCOPE_FILE), VintageScope.ALL.id() + "\n");
            replace(fileSystem, staged, new Path(staging, "replaced"));
            fileSystem.delete(staging, true);
            return new Path(folder, TRUTH).toString();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failed(e);
        }
    }

    private void replace(FileSystem fileSystem, Path staged, Path replaced) throws IOException {
        boolean stood = fileSystem.exists(folder);
        if (stood) {
            ParquetFiles.rename(fileSystem, folder, replaced);
        }
        try {
            ParquetFiles.rename(fileSystem, staged, folder);
        } catch (IOException e) {
            if (stood) {
                ParquetFiles.rename(fileSystem, replaced, folder);
            }
            throw e;
        }
    }

    private UserException failed(Exception cause) {
        return PublishingFailure.of(
                "writing vintage " + vintage + " to " + dataset + " failed, a previous one stands: "
                        + cause.getMessage(),
                cause);
    }

    private FileSystem fileSystem() throws IOException {
        return dataset.getFileSystem(session.sparkContext().hadoopConfiguration());
    }
}
