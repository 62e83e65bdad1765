package org.computetrends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What {@code spark-sql -f FILE} does, which the build's own Spark does not bring: runs a file of SQL in a session of Spark's own making. */
public final class SqlShell {

    private SqlShell() {}

    public static void main(String... arguments) throws IOException {
        SparkSession session = SparkSession.builder().getOrCreate();
        for (String statement : Files.readString(Path.of(arguments[0])).split(";", -1)) {
            if (!statement.isBlank()) {
                for (Row row : session.sql(statement).collectAsList()) {
                    System.out.println(IntStream.range(0, row.size())
                            .mapToObj(column -> String.valueOf(row.get(column)))
                            .collect(Collectors.joining("\t")));
                }
            }
        }
        session.stop();
    }
}
