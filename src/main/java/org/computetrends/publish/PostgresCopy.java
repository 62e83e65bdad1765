package org.computetrends.publish;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;
import org.computetrends.table.PostgresDdl;
import org.computetrends.table.Table;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows into a staging table by {@code COPY}. The driver writes rows in its memory. Executors write the
 * partitions of a dataset, each in one transaction, which registers the partition first. A retried or speculative task
 * finds its partition registered, and does not write the rows again.
 */
final class PostgresCopy {
    /** The number of characters after which the buffer of rows is sent. */
    private static final int BUFFER_SIZE = 1 << 16;

    private PostgresCopy() {}

    static void write(Connection connection, PostgresStaging.Names names, TableRows.InMemory rows, LocalDate vintage)
            throws SQLException {
        PostgresCopyText text = PostgresCopyText.of(rows.table(), vintage);
        copy(connection, names.stagingTable(rows.table()), text, rows.rows().iterator());
    }

    static void write(
            PostgresServer server, PostgresStaging.Names names, TableRows.Distributed rows, LocalDate vintage) {
        String stagingTable = names.stagingTable(rows.table());
        PostgresCopyText text = PostgresCopyText.of(rows.table(), vintage);
        String registration = "INSERT INTO " + names.writtenPartitions() + " VALUES ("
                + PostgresDdl.literal(rows.table().name()) + ", %d) ON CONFLICT DO NOTHING";
        rows.rows().foreachPartition((ForeachPartitionFunction<Row>) partition -> {
            try (Connection connection = server.connect()) {
                connection.setAutoCommit(false);
                int partitionsRegistered;
                try (Statement statement = connection.createStatement()) {
                    partitionsRegistered = statement.executeUpdate(
                            String.format(Locale.ROOT, registration, TaskContext.getPartitionId()));
                }
                if (partitionsRegistered == 1) {
                    copy(connection, stagingTable, text, partition);
                }
                connection.commit();
            }
        });
    }

    private static void copy(Connection connection, String stagingTable, PostgresCopyText text, Iterator<Row> rows)
            throws SQLException {
        String columns = PostgresDdl.quoted(Stream.concat(Stream.of(Table.VINTAGE.name()), text.columns().stream()));
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + stagingTable + " (" + columns + ") FROM STDIN");
        try {
            StringBuilder buffer = new StringBuilder();
            while (rows.hasNext()) {
                text.append(rows.next(), buffer);
                if (buffer.length() >= BUFFER_SIZE) {
                    flush(copy, buffer);
                }
            }
            flush(copy, buffer);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void flush(CopyIn copy, StringBuilder buffer) throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }
}
