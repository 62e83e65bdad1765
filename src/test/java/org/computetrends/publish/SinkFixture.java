package org.computetrends.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.TestSession;
import org.computetrends.table.Column;
import org.computetrends.table.Table;

/** The sink under test, and small tables to publish to it. */
abstract class SinkFixture {
    static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    static final LocalDate SECOND = LocalDate.of(2025, 1, 1);
    // Sinks that comment columns must escape the quotation marks and the backslash of these meanings.
    static final Column ID = new Column("id", DataTypes.StringType, false, "Its \"id\", a thing's.");
    static final Column SIZE = new Column("size", DataTypes.DoubleType, true, "Its size\\weight; 'unknown' is null.");
    static final Column COUNT = new Column("n", DataTypes.LongType, true, "How many.");
    static final Table THINGS = new Table("things", "A thing.", List.of("id"), List.of(ID, SIZE));
    static final Table OTHERS = new Table("others", "Another thing.", List.of("id"), List.of(ID, SIZE));
    static final Table EVERY_TYPE = new Table(
            "every_type",
            "A value of every type that tables have.",
            List.of("id"),
            List.of(
                    ID,
                    SIZE,
                    COUNT,
                    new Column("small", DataTypes.IntegerType, true, "A small number."),
                    new Column("flag", DataTypes.BooleanType, true, "Yes or no."),
                    new Column("day", DataTypes.DateType, true, "A day."),
                    new Column("moment", DataTypes.TimestampType, true, "A moment."),
                    new Column("words", DataTypes.createArrayType(DataTypes.StringType), true, "Words.")));

    SparkSession session = TestSession.get();
    private int runs;

    /** The sink, opened again, like in another process. */
    abstract TableSink sink() throws Exception;

    /** The rows of a published table, of all vintages, with the columns in the declared order. */
    abstract Dataset<Row> read(Table table) throws Exception;

    /** The columns of a published table, including the vintage. */
    abstract List<String> columns(String table) throws Exception;

    /** The names of leftovers of publications that were not made visible. */
    abstract List<String> leftovers() throws Exception;

    /** Creates a foreign table {@code things}; returns false if the sink has no foreign tables. */
    abstract boolean createForeignTable() throws Exception;

    /** Whether the sink refuses rows with equal keys. */
    abstract boolean enforcesKeys();

    final void publish(LocalDate vintage, TableRows... tables) throws Exception {
        TestSinks.publish(sink(), publication(vintage, tables));
    }

    /** A publication whose run started a second after the last one's. */
    final synchronized Publication publication(LocalDate vintage, TableRows... tables) {
        runs++;
        return new Publication(
                Instant.EPOCH.plusSeconds(runs), runId(), vintage, List.of(tables), "{\"run\": " + runs + "}");
    }

    static String runId() {
        return "abc123";
    }

    static TableRows rows(Table table, Row... rows) {
        return new TableRows.InMemory(table, List.of(rows));
    }

    static Row thing(String id, Double size) {
        return RowFactory.create(id, size, runId());
    }

    /** The rows of a table as texts, sorted, with RUN for the run's id. */
    final List<String> texts(Table table) throws Exception {
        return read(table).orderBy("vintage", "id").collectAsList().stream()
                .map(row -> row.toString().replace(runId(), "RUN"))
                .toList();
    }
}
