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
 * Replaces {@code spark-sql -f FILE}, which the build's Spark does not include: runs a file of SQL in a new Spark
 * session, or in one of Spark Connect if {@code SPARK_REMOTE} is set.
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
