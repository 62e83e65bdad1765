package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Column;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.computetrends.domain.UserException;
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

    /** Requires staged tables, because javac refuses a resource that is not used. */
    static void requireStaged(TableSink.Staged stagedTables) {
        assertThat(stagedTables).isNotNull();
    }

    /** Requires that something fails with an error of this kind. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertThatFails(
            UserException.Kind kind, ThrowingCallable callable) {
        return assertThatThrownBy(callable)
                .isInstanceOfSatisfying(
                        UserException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    /** The columns of a published table, in the declared order. */
    static Column[] columns(Table table) {
        return table.warehouseColumns().stream()
                .map(column -> col(column.name()))
                .toArray(Column[]::new);
    }
}
