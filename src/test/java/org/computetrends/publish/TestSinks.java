package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.computetrends.table.Table;

/** What tests of several sinks share. */
final class TestSinks {
    private TestSinks() {}

    /** Stages a publication and makes it visible. */
    static void publish(TableSink sink, Publication publication) {
        try (TableSink.Staged stagedTables = sink.stage(publication)) {
            stagedTables.makeVisible();
        }
    }

    /** The columns of a published table, in the declared order. */
    static Column[] columns(Table table) {
        return table.warehouseColumns().stream()
                .map(column -> col(column.name()))
                .toArray(Column[]::new);
    }
}
