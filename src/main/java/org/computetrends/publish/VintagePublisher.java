package org.computetrends.publish;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;

/**
 * Puts a vintage of releases into a canonical dataset: {@code vintage=DATE/releases.parquet}, and what could not be
 * read into {@code _rejects/vintage=DATE/rejects.parquet}. Each is one file, written aside and renamed over its
 * predecessor, the releases last, so that a reader never sees half of one.
 */
public final class VintagePublisher {
    private final SparkSession session;
    private final Path dataset;

    /**
     * @param session the session that writes
     * @param dataset the dataset's folder
     */
    public VintagePublisher(SparkSession session, String dataset) {
        this.session = session;
        this.dataset = new Path(dataset);
    }

    /**
     * Publishes.
     *
     * @param vintage the vintage
     * @param releases rows of the canonical schema
     * @param releaseOrder the columns that order them in the file
     * @param rejects rows of the rejects table
     * @param rejectsFolder the folder beside the vintages that holds them
     * @param rejectOrder the columns that order them
     * @throws UserException when anything goes wrong; a previous vintage of this date then stands
     */
    public void publish(
            LocalDate vintage,
            Dataset<Row> releases,
            List<String> releaseOrder,
            Dataset<Row> rejects,
            String rejectsFolder,
            List<String> rejectOrder) {
        String partition = Table.VINTAGE.name() + "=" + vintage;
        try {
            FileSystem fileSystem = dataset.getFileSystem(session.sparkContext().hadoopConfiguration());
            Path staging = new Path(dataset, "_staging-" + vintage);
            fileSystem.delete(staging, true);
            ParquetFiles.write(fileSystem, releases, releaseOrder, "releases", 1, new Path(staging, "releases"));
            ParquetFiles.write(fileSystem, rejects, rejectOrder, "rejects", 1, new Path(staging, "rejects"));
            replace(
                    fileSystem,
                    new Path(staging, "rejects/rejects.parquet"),
                    new Path(new Path(new Path(dataset, rejectsFolder), partition), "rejects.parquet"));
            replace(
                    fileSystem,
                    new Path(staging, "releases/releases.parquet"),
                    new Path(new Path(dataset, partition), "releases.parquet"));
            fileSystem.delete(staging, true);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw UserException.publishing(
                    "writing vintage " + vintage + " to " + dataset + " failed, the previous one stands: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void replace(FileSystem fileSystem, Path from, Path to) throws IOException {
        fileSystem.mkdirs(to.getParent());
        for (FileStatus other : fileSystem.listStatus(to.getParent())) {
            if (!other.getPath().getName().equals(to.getName())) {
                throw new IOException(other.getPath() + " is in the way: it was not made by an import");
            }
        }
        Replacement.rename(fileSystem, from, to);
    }
}
