package org.computetrends.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.computetrends.domain.UserException;

/**
 * Lists the data files of a dataset, in its folder and all subfolders, and reads partition columns from folders {@code
 * column=value}. Hidden files and folders and unfinished copies by {@code hdfs dfs -put} are left out. As in Spark, a
 * name is hidden if it begins with a dot, or if it begins with an underscore and has no {@code =}.
 */
final class DataFiles {
    private static final String UNFINISHED_COPY_SUFFIX = "._COPYING_";

    private DataFiles() {}

    /**
     * The data files in a folder and its subfolders. If {@code root} is a file, only that file, even if hidden.
     *
     * @throws UserException when a folder cannot be listed, or contains a link to itself or to a folder above
     */
    static List<FileStatus> list(Configuration hadoop, FileStatus root) {
        if (!root.isDirectory()) {
            return List.of(root);
        }
        List<FileStatus> files = new ArrayList<>();
        for (FileStatus child : InputFiles.list(hadoop, root.getPath())) {
            if (isData(child.getPath().getName())) {
                if (child.isDirectory()) {
                    rejectLinkUpwards(root.getPath(), child.getPath());
                }
                files.addAll(list(hadoop, child));
            }
        }
        return files;
    }

    /** Whether a file or folder of this name is read, such as {@code _column=value}. */
    static boolean isData(String name) {
        boolean isHidden = name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
        return !isHidden && !name.endsWith(UNFINISHED_COPY_SUFFIX);
    }

    /** Rejects a local symbolic link to the folder it is in or to one above, because the listing would never end. */
    private static void rejectLinkUpwards(Path folder, Path child) {
        if (!"file".equals(child.toUri().getScheme())) {
            return;
        }
        java.nio.file.Path link = java.nio.file.Path.of(child.toUri().getPath());
        try {
            if (Files.isSymbolicLink(link)
                    && java.nio.file.Path.of(folder.toUri().getPath())
                            .toRealPath()
                            .startsWith(link.toRealPath())) {
                throw UserException.input("input " + child + " is a link to a folder that contains it");
            }
        } catch (IOException e) {
            throw InputFiles.unreadable(child, e);
        }
    }

    /** The partition columns of a file, in order: arrays of a name and a value, from folders {@code column=value}. */
    static List<String[]> partitions(Path folder, Path file) {
        String[] segments = relativePath(folder, file).split("/", -1);
        return Arrays.stream(segments)
                .limit(segments.length - 1L)
                .map(segment -> segment.split("=", 2))
                .filter(nameAndValue -> nameAndValue.length == 2)
                .toList();
    }

    /** Whether a file is in a subfolder that is not a partition. Spark does not read such subfolders. */
    static boolean isOutsidePartitions(Path folder, Path file) {
        String path = relativePath(folder, file);
        return path.chars().filter(character -> character == '/').count()
                > partitions(folder, file).size();
    }

    /** A file's path relative to a folder, with slashes; the file's name if it is not in the folder. */
    static String relativePath(Path folder, Path file) {
        String path = file.toUri().getPath();
        String prefix = folder.toUri().getPath() + "/";
        return path.startsWith(prefix) ? path.substring(prefix.length()) : file.getName();
    }

    /**
     * Requires that all files have the same partition columns, as Spark does.
     *
     * @param files at least one
     * @throws UserException when two files differ
     */
    static void requireSamePartitions(Path folder, List<FileStatus> files) {
        Path firstFile = files.get(0).getPath();
        List<String> columns = partitionColumns(folder, firstFile);
        for (FileStatus file : files) {
            List<String> otherColumns = partitionColumns(folder, file.getPath());
            if (!otherColumns.equals(columns)) {
                throw UserException.input("input " + folder + ": file " + relativePath(folder, file.getPath())
                        + " is in "
                        + columnsText(otherColumns) + ", and file " + relativePath(folder, firstFile)
                        + " in " + columnsText(columns) + ": all files must be in folders of the same columns");
            }
        }
    }

    private static List<String> partitionColumns(Path folder, Path file) {
        return partitions(folder, file).stream()
                .map(nameAndValue -> nameAndValue[0])
                .toList();
    }

    private static String columnsText(List<String> columns) {
        return columns.isEmpty() ? "no folder column=value" : "folders of " + String.join(", ", columns);
    }
}
