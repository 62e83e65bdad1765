package org.computetrends.publish;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.table.Table;

/**
 * The Parquet files of logs (see {@link Table#isLog}), which are identified by their names. Every later
 * publication includes a log's file unchanged, next to the files of other runs of its vintage. A log's file alone does not make a
 * vintage published.
 */
final class ParquetLogs {
    private static final String MARK = ".log";

    private static final Pattern FILE =
            Pattern.compile(".*-(" + ParquetVersions.VERSION + ")\\" + MARK + "(-\\d{5})?\\.parquet");

    private ParquetLogs() {}

    /** The name of a table's files, without the extension. */
    static String fileName(Table table, String version) {
        return table.name() + "-" + version + (table.isLog() ? MARK : "");
    }

    static boolean isLog(Path file) {
        return FILE.matcher(file.getName()).matches();
    }

    /** The log files in the folder of a table and vintage; empty if the table is no log or the folder is missing. */
    static List<Path> files(FileSystem fileSystem, Path partition) throws IOException {
        return ParquetFiles.in(fileSystem, partition).stream()
                .filter(ParquetLogs::isLog)
                .toList();
    }

    /** Whether a run wrote one of a log's files in a folder. */
    static boolean hasRun(FileSystem fileSystem, Path partition, String runId) throws IOException {
        return files(fileSystem, partition).stream()
                .map(file -> FILE.matcher(file.getName()))
                .filter(Matcher::matches)
                .anyMatch(name -> PublishedVersion.runOf(name.group(1)).equals(runId));
    }
}
