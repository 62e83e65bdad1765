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

/** A sink under test, and small tables to publish to it. */
abstract class SinkFixture {
    static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    static final LocalDate SECOND = LocalDate.of(2025, 1, 1);
    static final Column ID = new Column("id", DataTypes.StringType, false, "Its \"id\", a thing's.");
    static final Column SIZE = new Column("size", DataTypes.DoubleType, true, "Its size\\weight; 'unknown' is null.");
    static final Column COUNT = new Column("n", DataTypes.LongType, true, "How many.");
    static final Table THINGS = things(ID, SIZE);
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

    /** The table {@code things} with other columns. */
    static Table things(Column... columns) {
        return new Table("things", "A thing.", List.of("id"), List.of(columns));
    }

    /** The sink, opened again as by another process. */
    abstract TableSink sink() throws Exception;

    /** The rows of a published table, all vintages, in the order of the columns of a warehouse. */
    abstract Dataset<Row> read(Table table) throws Exception;

    /** The columns that a published table has, the vintage among them. */
    abstract List<String> columns(String table) throws Exception;

    /** The remains of publications that were not made visible. */
    abstract List<String> debris() throws Exception;

    /** Creates a table {@code things} with another program's rows, or returns false if the sink has no such tables. */
    abstract boolean makeForeignThings() throws Exception;

    /** Whether the sink refuses rows of equal key. */
    abstract boolean enforcesKeys();

    final void publish(LocalDate vintage, TableRows... tables) throws Exception {
        sink().publish(publication(vintage, tables));
    }

    /** A publication, a second after the one before. */
    final synchronized Publication publication(LocalDate vintage, TableRows... tables) {
        runs++;
        return new Publication(
                Instant.EPOCH.plusSeconds(runs), runId(), vintage, List.of(tables), "{\"run\": " + runs + "}");
    }

    static String runId() {
        return "abc123";
    }

    static TableRows held(Table table, Row... rows) {
        return new TableRows.InMemory(table, List.of(rows));
    }

    static Row thing(String id, Double size) {
        return RowFactory.create(id, size, runId());
    }

    final List<String> texts(Table table) throws Exception {
        return read(table).orderBy("vintage", "id").collectAsList().stream()
                .map(row -> row.toString().replace(runId(), "RUN"))
                .toList();
    }
}
