package org.computetrends.ingest;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;

/**
 * Checks input paths before Spark does, so that a missing input gets a clear message. A path names one file or folder
 * literally and is not a pattern. A text such as {@code a:b} is a name rather than a scheme and a path if a local file
 * of that name exists.
 */
final class InputPaths {

    private InputPaths() {}

    static Path path(String text) {
        File localFile = new File(text);
        int colon = text.indexOf(':');
        boolean maybeScheme = colon >= 0 && text.lastIndexOf('/', colon) < 0;
        try {
            return maybeScheme && localFile.exists()
                    ? new Path(localFile.getAbsoluteFile().toURI())
                    : new Path(text);
        } catch (IllegalArgumentException e) {
            throw UserException.input("input '" + text + "' does not exist, and is no address of a file system", e);
        }
    }

    /** Escapes a path for Spark, which treats paths with these characters as patterns. */
    static String literal(Path path) {
        return path.toString().replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
    }

    static FileSystem fileSystem(SparkSession session, Path path) {
        return fileSystem(session.sparkContext().hadoopConfiguration(), path);
    }

    static FileSystem fileSystem(Configuration hadoop, Path path) {
        try {
            return path.getFileSystem(hadoop);
        } catch (IOException e) {
            throw UserException.input("input " + path + " cannot be reached: " + e.getMessage(), e);
        }
    }

    static FileStatus require(SparkSession session, Path path) {
        return require(session.sparkContext().hadoopConfiguration(), path);
    }

    static FileStatus require(Configuration hadoop, Path path) {
        try {
            return fileSystem(hadoop, path).getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw UserException.input("input " + path + " does not exist", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static boolean exists(Configuration hadoop, Path path) {
        try {
            return fileSystem(hadoop, path).exists(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The files and folders directly in a folder. */
    static FileStatus[] list(Configuration hadoop, Path folder) {
        try {
            return fileSystem(hadoop, folder).listStatus(folder);
        } catch (IOException e) {
            throw UserException.input("input " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    static UserException unreadable(Path path, IOException cause) {
        return UserException.input("input " + path + " cannot be read: " + cause.getMessage(), cause);
    }

    static Path requireFile(SparkSession session, String location) {
        FileStatus status = require(session, path(location));
        if (status.isDirectory()) {
            throw UserException.input("input " + location + " is a folder, but a file is needed");
        }
        return status.getPath();
    }
}
