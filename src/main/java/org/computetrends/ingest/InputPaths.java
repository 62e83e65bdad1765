package org.computetrends.ingest;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;

/** Looks at input paths before Spark does, so that a missing one is told in a sentence. */
final class InputPaths {

    private InputPaths() {}

    static FileSystem fileSystem(SparkSession session, Path path) {
        try {
            return path.getFileSystem(session.sparkContext().hadoopConfiguration());
        } catch (IOException e) {
            throw UserException.input("input " + path + " cannot be reached: " + e.getMessage(), e);
        }
    }

    static FileStatus require(SparkSession session, Path path) {
        try {
            return fileSystem(session, path).getFileStatus(path);
        } catch (java.io.FileNotFoundException e) {
            throw UserException.input("input " + path + " does not exist", e);
        } catch (IOException e) {
            throw UserException.input("input " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Path requireFile(SparkSession session, String location) {
        FileStatus status = require(session, new Path(location));
        if (status.isDirectory()) {
            throw UserException.input("input " + location + " is a folder, but a file is needed");
        }
        return status.getPath();
    }
}
