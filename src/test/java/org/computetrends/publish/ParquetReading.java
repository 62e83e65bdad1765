package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.computetrends.table.Table;

/** Reads published {@link SmallTables} as the documentation says: the version of {@code current}, resolved once. */
final class ParquetReading {

    private static final Configuration LOCAL = new Configuration();

    private ParquetReading() {}

    /** What is wrong in the published tables; empty if they are whole. */
    static String fault(Path output) throws IOException {
        Path version = output.resolve("current").toRealPath();
        try {
            return faultOf(version);
        } catch (IOException e) {
            if (isOvertaken(output, version)) {
                return TornReads.OVERTAKEN;
            }
            throw e;
        }
    }

    /** What is wrong in the published tables of a file system without links, by the folders that the pointer names. */
    static String fault(Configuration configuration, String output) throws IOException {
        PublishedFolder published = new PublishedFolder(configuration, output);
        Map<LocalDate, String> runs = new TreeMap<>();
        for (PublishedFolder.RowsFolder rows : published.rowsFolders(SmallTables.TABLES)) {
            List<String> ids = new ArrayList<>();
            org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(rows.folder());
            for (FileStatus file : folder.getFileSystem(configuration).listStatus(folder)) {
                read(file.getPath(), configuration, ids);
            }
            String run = ids.get(0);
            if (ids.size() != SmallTables.ROWS
                    || ids.stream().distinct().count() != 1
                    || !run.equals(runs.getOrDefault(rows.vintage(), run))) {
                return rows + " has " + ids + ", tables before it " + runs;
            }
            runs.put(rows.vintage(), run);
        }
        for (Map.Entry<LocalDate, String> run : runs.entrySet()) {
            if (!published.manifest(run.getKey()).orElse("").contains(run.getValue())) {
                return "the manifest of " + run + " is " + published.manifest(run.getKey());
            }
        }
        return runs.isEmpty() ? "there is no vintage" : "";
    }

    /** Whether two publications came since a reader began: only the current one and the one before it are kept. */
    private static boolean isOvertaken(Path output, Path version) throws IOException {
        Path currentPath = output.resolve("current").toRealPath();
        Path predecessor = currentPath.resolve(ParquetVersions.PREDECESSOR);
        return !currentPath.equals(version)
                && !Files.readString(predecessor)
                        .trim()
                        .equals(version.getFileName().toString());
    }

    private static String faultOf(Path version) throws IOException {
        Map<String, String> runs = null;
        for (Table table : SmallTables.TABLES) {
            Map<String, String> runsFound = runs(version, table.name());
            if (runs != null && !runs.equals(runsFound)) {
                return table.name() + " has " + runsFound + ", tables before it " + runs;
            }
            runs = runsFound;
        }
        String manifest = Files.readString(version.resolve("manifest.json"));
        return runs.values().stream().anyMatch(run -> manifest.contains(run)) ? "" : "manifest is " + manifest;
    }

    /** The run of each vintage of a table; fails if a vintage lacks rows. */
    static Map<String, String> runs(Path version, String table) throws IOException {
        Map<String, String> runs = new TreeMap<>();
        List<Path> partitions;
        try (Stream<Path> folders = Files.list(version.resolve("tables").resolve(table))) {
            partitions = folders.toList();
        }
        if (partitions.isEmpty()) {
            throw new NoSuchFileException(table + " has no vintages");
        }
        for (Path partition : partitions) {
            List<String> ids = new ArrayList<>();
            try (Stream<Path> files = Files.list(partition)) {
                for (Path file : files.toList()) {
                    read(new org.apache.hadoop.fs.Path(file.toUri()), LOCAL, ids);
                }
            }
            List<String> distinctIds = ids.stream().distinct().toList();
            if (ids.size() != SmallTables.ROWS || distinctIds.size() != 1) {
                throw new IOException(partition + " has " + ids.size() + " rows of " + distinctIds);
            }
            runs.put(partition.getFileName().toString(), ids.get(0));
        }
        return runs;
    }

    private static void read(org.apache.hadoop.fs.Path file, Configuration configuration, List<String> ids)
            throws IOException {
        try (ParquetReader<Group> reader = new Groups(HadoopInputFile.fromPath(file, configuration)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                ids.add(row.getString("run_id", 0));
            }
        }
    }

    /** Parquet's own builder reads all of Hadoop's settings for each file, which takes most of the time. */
    private static final class Groups extends ParquetReader.Builder<Group> {
        Groups(InputFile file) {
            super(file);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
