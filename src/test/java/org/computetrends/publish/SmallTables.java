package org.computetrends.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.table.Column;
import org.computetrends.table.Table;

/**
 * Publications of small tables, in which a reader can see mixed or missing rows: each row of publication {@code n} has
 * that number in its run's id and in a column, and each table has {@link #ROWS} rows.
 */
final class SmallTables {
    static final int ROWS = 40;
    static final LocalDate FIRST_VINTAGE = LocalDate.of(2024, 1, 1);
    static final List<Table> TABLES = List.of(table("alpha"), table("delta"));

    static final Column DAY = new Column("day", DataTypes.DateType, false, "The day.");

    /** A log, to which each publication adds a row. */
    static final Table LOG = new Table("said", "A small log.", List.of("run_id", "day"), List.of(DAY), List.of(), true);

    private SmallTables() {}

    private static Table table(String name) {
        return new Table(
                name,
                "A small table.",
                List.of("id"),
                List.of(
                        new Column("id", DataTypes.LongType, false, "Its number."),
                        new Column("publication", DataTypes.LongType, false, "The publication's number.")));
    }

    /** A publication of a vintage, numbered. */
    static Publication publication(LocalDate vintage, long number) {
        List<TableRows> tables = new ArrayList<>();
        for (Table table : TABLES) {
            List<Row> rows = new ArrayList<>();
            for (long id = 0; id < ROWS; id++) {
                rows.add(RowFactory.create(id, number, runId(number)));
            }
            tables.add(new TableRows.InMemory(table, rows));
        }
        tables.add(new TableRows.InMemory(LOG, List.of(RowFactory.create(FIRST_VINTAGE, runId(number)))));
        return new Publication(
                Instant.EPOCH.plusMillis(number),
                runId(number),
                vintage,
                tables,
                "{\"run_id\": \"" + runId(number) + "\"}");
    }

    /** Publishes {@link #publication}. */
    static void publish(TableSink sink, LocalDate vintage, long number) {
        TestSinks.publish(sink, publication(vintage, number));
    }

    static String runId(long number) {
        return String.format(java.util.Locale.ROOT, "%08x", number);
    }
}
