package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.RetiredColumn;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** Changes of a table's columns, tested for every sink. */
abstract class SinkEvolution extends SinkFixture {

    @Test
    void aColumnIsAdded() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        Table wider = new Table("things", "A thing.", List.of("id"), List.of(ID, SIZE, COUNT));
        publish(SECOND, rows(wider, RowFactory.create("b", 2.0, 7L, runId())));
        assertThat(read(wider).orderBy("vintage").collectAsList())
                .extracting(row -> row.isNullAt(3) ? null : row.getLong(3))
                .containsExactly(null, 7L);
    }

    @Test
    void aColumnIsNeitherDroppedNorRetyped() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        Table narrower = new Table("things", "A thing.", List.of("id"), List.of(ID));
        assertThatThrownBy(() -> publish(SECOND, rows(narrower, RowFactory.create("b", runId()))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("table things of ")
                .hasMessageContaining("has the column size, which this run does not: columns are never dropped");
        Column text = new Column("size", DataTypes.StringType, true, "Its size.");
        Table retyped = new Table("things", "A thing.", List.of("id"), List.of(ID, text));
        assertThatThrownBy(() -> publish(SECOND, rows(retyped, RowFactory.create("b", "large", runId()))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has the column size of type")
                .hasMessageContaining("columns are never retyped");
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
    }

    @Test
    void aColumnThatAnEarlierVintageGainedLastIsNotDroppedEither() throws Exception {
        publish(SECOND, rows(THINGS, thing("a", 1.0)));
        Table wider = new Table("things", "A thing.", List.of("id"), List.of(ID, SIZE, COUNT));
        publish(FIRST, rows(wider, RowFactory.create("b", 2.0, 7L, runId())));
        assertThatThrownBy(() -> publish(SECOND.plusYears(1), rows(THINGS, thing("c", 3.0))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has the column n, which this run does not: columns are never dropped");
    }

    @Test
    void aRetiredColumnStaysForOldRowsAndIsNullInNewOnes() throws Exception {
        Column weight = new Column("weight", DataTypes.DoubleType, false, "Its weight.");
        Table before = new Table("things", "A thing.", List.of("id"), List.of(ID, SIZE, weight));
        Table since = new Table(
                "things",
                "A thing.",
                List.of("id"),
                List.of(ID, COUNT),
                List.of(
                        new RetiredColumn("size", "0.2.0", "Use n."),
                        new RetiredColumn("weight", "0.2.0", "Nothing says it now.")),
                /* isLog= */ false);
        publish(FIRST, rows(before, RowFactory.create("a", 1.0, 5.0, runId())));
        publish(SECOND, rows(since, RowFactory.create("b", 7L, runId())));
        publish(SECOND, rows(since, RowFactory.create("c", 8L, runId())));
        Table allTable = new Table("things", "A thing.", List.of("id"), List.of(ID, SIZE, weight, COUNT));
        assertThat(texts(allTable))
                .containsExactly("[2024-01-01,a,1.0,5.0,null,RUN]", "[2025-01-01,c,null,null,8,RUN]");
        publish(FIRST, rows(since, RowFactory.create("d", 9L, runId())));
        assertThat(texts(since)).containsExactly("[2024-01-01,d,9,RUN]", "[2025-01-01,c,8,RUN]");
    }

    @Test
    void aNewTableHasNoRetiredColumn() throws Exception {
        Table since = new Table(
                "things",
                "A thing.",
                List.of("id"),
                List.of(ID, COUNT),
                List.of(new RetiredColumn("size", "0.2.0", "Use n.")),
                /* isLog= */ false);
        publish(FIRST, rows(since, RowFactory.create("b", 7L, runId())));
        assertThat(columns("things")).containsExactlyInAnyOrder("vintage", "id", "n", "run_id");
    }

    @Test
    void aKeyGainsAColumnThatOldRowsLack() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0), thing("b", 2.0)));
        Column part = new Column("part", DataTypes.LongType, false, "Which part.");
        Table parted = new Table("things", "A thing.", List.of("id", "part"), List.of(ID, SIZE, part));
        publish(
                SECOND,
                rows(parted, RowFactory.create("a", 1.0, 1L, runId()), RowFactory.create("a", 2.0, 2L, runId())));
        assertThat(texts(parted))
                .containsExactlyInAnyOrder(
                        "[2024-01-01,a,1.0,null,RUN]",
                        "[2024-01-01,b,2.0,null,RUN]",
                        "[2025-01-01,a,1.0,1,RUN]",
                        "[2025-01-01,a,2.0,2,RUN]");
        publish(FIRST, rows(parted, RowFactory.create("a", 3.0, 1L, runId())));
        assertThat(texts(parted)).contains("[2024-01-01,a,3.0,1,RUN]").hasSize(3);
        if (enforcesKeys()) {
            assertThatThrownBy(() -> publish(
                            SECOND,
                            rows(
                                    parted,
                                    RowFactory.create("a", 1.0, 1L, runId()),
                                    RowFactory.create("a", 2.0, 1L, runId()))))
                    .isInstanceOf(UserException.class);
        }
    }

    /**
     * One column of the key is retired, one may be null from now on, and one is new, as in {@code backtest_summary}.
     */
    @Test
    void aKeyLosesColumnsByWhichOldRowsDiffer() throws Exception {
        Column year = new Column("years", DataTypes.LongType, false, "In years.");
        Column source = new Column("source", DataTypes.LongType, false, "Where from.");
        Column month = new Column("months", DataTypes.LongType, false, "In months.");
        Column wholeYears = new Column("years", DataTypes.LongType, true, "In years; null where not whole.");
        Table before = new Table("things", "A thing.", List.of("id", "years", "source"), List.of(ID, year, source));
        Table since = new Table(
                "things",
                "A thing.",
                List.of("id", "months"),
                List.of(ID, month, wholeYears),
                List.of(new RetiredColumn("source", "0.2.0", "Nothing says it now.")),
                /* isLog= */ false);
        publish(
                FIRST,
                rows(
                        before,
                        RowFactory.create("a", 1L, 10L, runId()),
                        RowFactory.create("a", 2L, 10L, runId()),
                        RowFactory.create("a", 1L, 20L, runId())));
        for (int again = 0; again < 2; again++) {
            publish(
                    SECOND,
                    rows(since, RowFactory.create("a", 12L, 1L, runId()), RowFactory.create("a", 18L, null, runId())));
        }
        assertThat(texts(since))
                .containsExactlyInAnyOrder(
                        "[2024-01-01,a,null,1,RUN]",
                        "[2024-01-01,a,null,2,RUN]",
                        "[2024-01-01,a,null,1,RUN]",
                        "[2025-01-01,a,12,1,RUN]",
                        "[2025-01-01,a,18,null,RUN]");
        if (enforcesKeys()) {
            assertThatThrownBy(() -> publish(
                            SECOND,
                            rows(
                                    since,
                                    RowFactory.create("a", 18L, null, runId()),
                                    RowFactory.create("a", 18L, null, runId()))))
                    .isInstanceOf(UserException.class);
        }
        publish(FIRST, rows(since, RowFactory.create("a", 6L, null, runId())));
        assertThat(texts(since)).contains("[2024-01-01,a,6,null,RUN]").hasSize(3);
    }
}
