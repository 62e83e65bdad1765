package org.computetrends.publish;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;
import org.computetrends.domain.VintageScope;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.RejectsTable;

/**
 * Writes an imported vintage of releases into a canonical dataset. The folder {@code vintage=DATE} gets {@code
 * releases.parquet} and {@code _scope}; {@code _rejects/vintage=DATE} gets {@code rejects.parquet}. Each file is staged
 * and renamed over its predecessor, the releases last. A reader never sees an incomplete file, but may see rejects of
 * one import and releases of another.
 *
 * @param dataset the dataset's folder, created if missing
 */
public record ImportedVintagePublisher(SparkSession session, String dataset) {
    private static final String RELEASES = "releases.parquet";
    private static final String REJECTS = "rejects.parquet";

    /** The names of the files that an import writes. */
    private static final Set<String> IMPORTED_FILES = Set.of(RELEASES, REJECTS, VintageScope.FILE);

    /**
     * Publishes the vintage.
     *
     * @param folder the name of the vintage's folder, such as {@code vintage=2026-08-19}
     * @param releases rows of the canonical schema
     * @param rejects rows of the rejects table
     * @param rejectsFolder the folder of all rejects, next to the vintages
     * @throws UserException on any failure; the releases of a previous import of this date are then unchanged, but the
     *     rejects and the scope may be replaced already
     */
    public void publish(
            String folder, VintageScope scope, Dataset<Row> releases, Dataset<Row> rejects, String rejectsFolder) {
        Path root = new Path(dataset);
        Path releasesFolder = new Path(root, folder);
        Path vintageRejectsFolder = new Path(new Path(root, rejectsFolder), folder);
        try {
            FileSystem fileSystem = root.getFileSystem(session.sparkContext().hadoopConfiguration());
            requireOnlyImportedFiles(fileSystem, releasesFolder);
            requireOnlyImportedFiles(fileSystem, vintageRejectsFolder);
            Path staging = new Path(root, "_staging-" + folder);
            fileSystem.delete(staging, true);
            List<String> releasesKey = List.of(CanonicalRelease.SOURCE_ROW);
            ParquetFiles.write(fileSystem, releases, releasesKey, "releases", 1, new Path(staging, "releases"));
            List<String> rejectsKey = RejectsTable.REJECTS.key();
            ParquetFiles.write(fileSystem, rejects, rejectsKey, "rejects", 1, new Path(staging, "rejects"));
            replace(fileSystem, new Path(staging, "rejects/" + REJECTS), new Path(vintageRejectsFolder, REJECTS));
            TextFiles.write(fileSystem, new Path(staging, VintageScope.FILE), scope.id() + "\n");
            replace(fileSystem, new Path(staging, VintageScope.FILE), new Path(releasesFolder, VintageScope.FILE));
            replace(fileSystem, new Path(staging, "releases/" + RELEASES), new Path(releasesFolder, RELEASES));
            fileSystem.delete(staging, true);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw PublishingFailure.of(
                    "writing " + folder + " to " + root + " failed, its previous releases are unchanged: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void requireOnlyImportedFiles(FileSystem fileSystem, Path folder) throws IOException {
        if (!fileSystem.exists(folder)) {
            return;
        }
        for (FileStatus file : fileSystem.listStatus(folder)) {
            if (!IMPORTED_FILES.contains(file.getPath().getName())) {
                throw UserException.usage(file.getPath() + " is in the way: it was not made by an import");
            }
        }
    }

    private static void replace(FileSystem fileSystem, Path from, Path to) throws IOException {
        fileSystem.mkdirs(to.getParent());
        TextFiles.rename(fileSystem, from, to);
    }
}
