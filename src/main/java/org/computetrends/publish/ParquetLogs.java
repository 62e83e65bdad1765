package org.computetrends.publish;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.table.Table;

/**
 * The Parquet files of logs ({@link Table#isLog}), which have {@value #SUFFIX} in their names. Every later publication
 * includes these files unchanged, next to the log files of other runs of the same vintage. A retired vintage has only
 * log files, and does not count as published.
 */
final class ParquetLogs {
    private static final String SUFFIX = ".log";

    private static final Pattern FILE =
            Pattern.compile(".*-(" + ParquetVersions.VERSION + ")\\" + SUFFIX + "(-\\d{5})?\\.parquet");

    private ParquetLogs() {}

    /** The name of a table's files, without the extension. */
    static String fileName(Table table, String versionName) {
        return table.name() + "-" + versionName + (table.isLog() ? SUFFIX : "");
    }

    static boolean isLogFile(Path file) {
        return FILE.matcher(file.getName()).matches();
    }

    /** The log files in a folder; empty if the folder is missing. */
    static List<Path> logFiles(FileSystem fileSystem, Path partition) throws IOException {
        return ParquetFiles.list(fileSystem, partition).stream()
                .filter(ParquetLogs::isLogFile)
                .toList();
    }

    /** Whether a run wrote one of the log files in a folder. */
    static boolean hasRowsOfRun(FileSystem fileSystem, Path partition, String runId) throws IOException {
        return logFiles(fileSystem, partition).stream()
                .map(file -> FILE.matcher(file.getName()))
                .anyMatch(name -> name.matches()
                        && PublishedVersion.runIdIn(name.group(1)).equals(runId));
    }
}
