package org.computetrends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code spark-sql -f FILE} does, which the build's own Spark does not bring: runs a file of SQL in a session of
 * Spark's own making, which is one of Spark Connect where {@code SPARK_REMOTE} is set.
 */
public final class SqlShell {

    private SqlShell() {}

    public static void main(String... arguments) throws IOException {
        SparkSession session = SparkSession.builder().getOrCreate();
        lines(session, Path.of(arguments[0])).forEach(System.out::println);
        session.stop();
    }

    /** The rows of a file's statements, with tabulators between their cells. */
    static List<String> lines(SparkSession session, Path sql) throws IOException {
        return Arrays.stream(Files.readString(sql).split(";", -1))
                .filter(statement -> !statement.isBlank())
                .flatMap(statement -> session.sql(statement).collectAsList().stream())
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> String.valueOf(row.get(column)))
                        .collect(Collectors.joining("\t")))
                .toList();
    }
}
