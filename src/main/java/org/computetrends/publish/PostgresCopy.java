package org.computetrends.publish;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
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
 * partitions of a dataset, each in one transaction. The transaction registers the partition first, so that a retried or
 * speculative task does not write its rows again.
 */
final class PostgresCopy {
    /** Characters that are sent together. */
    private static final int CHUNK = 1 << 16;

    private PostgresCopy() {}

    static void write(Connection connection, PostgresStaging.Names names, TableRows.InMemory rows, LocalDate vintage)
            throws SQLException {
        copy(connection, Target.of(names, rows.table(), vintage), rows.rows().iterator());
    }

    static void write(
            PostgresServer server, PostgresStaging.Names names, TableRows.Distributed rows, LocalDate vintage) {
        Target target = Target.of(names, rows.table(), vintage);
        String register = "INSERT INTO " + names.writtenPartitions() + " VALUES ("
                + PostgresDdl.literal(rows.table().name()) + ", %d) ON CONFLICT DO NOTHING";
        rows.rows().foreachPartition((ForeachPartitionFunction<Row>) partition -> {
            try (Connection connection = server.connect()) {
                connection.setAutoCommit(false);
                int partsRegistered;
                try (Statement statement = connection.createStatement()) {
                    partsRegistered =
                            statement.executeUpdate(String.format(Locale.ROOT, register, TaskContext.getPartitionId()));
                }
                if (partsRegistered == 1) {
                    copy(connection, target, partition);
                }
                connection.commit();
            }
        });
    }

    /** The staging table to write to, with only what a task needs. */
    private record Target(String stagedTable, String table, List<String> columns, String vintage)
            implements Serializable {
        static Target of(PostgresStaging.Names names, Table table, LocalDate vintage) {
            return new Target(
                    names.stagingTable(table),
                    table.name(),
                    List.of(table.schema().fieldNames()),
                    vintage.toString());
        }
    }

    private static void copy(Connection connection, Target target, Iterator<Row> rows) throws SQLException {
        String columns = PostgresDdl.quoted(Stream.concat(Stream.of(Table.VINTAGE.name()), target.columns().stream()));
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + target.stagedTable() + " (" + columns + ") FROM STDIN");
        try {
            PostgresCopyText text = new PostgresCopyText(target.table(), target.columns(), target.vintage());
            StringBuilder buffer = new StringBuilder();
            while (rows.hasNext()) {
                text.append(rows.next(), buffer);
                if (buffer.length() >= CHUNK) {
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
