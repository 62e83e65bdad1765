package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** Reading back publications, and retiring vintages, tested for every sink. */
abstract class SinkHistory extends SinkEvolution {
    private static final LocalDate THIRD = LocalDate.of(2026, 1, 1);

    @Test
    void vintagesAreInTheOrderOfTheirRunsAndReadBack() throws Exception {
        assertThat(sink().publishedVintages()).as("never published to").isEmpty();
        publish(SECOND, rows(THINGS, thing("old", 9.0)));
        publish(FIRST, rows(THINGS, thing("b", 2.0)));
        assertThat(sink().publishedVintages())
                .extracting(PublishedVintage::vintage, PublishedVintage::runId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(SECOND, runId()),
                        org.assertj.core.groups.Tuple.tuple(FIRST, runId()));
        publish(SECOND, rows(THINGS, thing("a", 1.5), thing("b", null), thing("c", 3.0)));
        assertThat(vintages()).containsExactly(FIRST, SECOND);
        PublishedVintage last = last();
        PublishedTable things = last.read(THINGS, row -> !"c".equals(row.text("id")));
        assertThat(things.rowsPublished()).isEqualTo(3);
        assertThat(things.rows())
                .extracting(PublishedRow::values)
                .containsExactlyInAnyOrder(
                        Map.of("id", "a", "size", 1.5, "run_id", runId()), Map.of("id", "b", "run_id", runId()));
        assertThat(last.read(OTHERS, row -> true).rows()).isEmpty();
        Table wider = new Table("things", "A thing.", List.of("id"), List.of(ID, SIZE, COUNT));
        assertThat(last.read(wider, row -> "a".equals(row.text("id")))
                        .rows()
                        .get(0)
                        .has("n"))
                .isFalse();
    }

    @Test
    void valuesOfEveryTypeAreReadBack() throws Exception {
        Table table = new Table(
                "typed",
                "A value.",
                List.of("id"),
                List.of(
                        ID,
                        COUNT,
                        new Column("small", DataTypes.IntegerType, true, "Small."),
                        new Column("flag", DataTypes.BooleanType, true, "Yes or no."),
                        new Column("day", DataTypes.DateType, true, "A day."),
                        new Column("words", DataTypes.createArrayType(DataTypes.StringType), true, "Words.")));
        publish(FIRST, rows(table, RowFactory.create("a", 7L, 3, true, FIRST, List.of("one", "two"), runId())));
        PublishedRow row = last().read(table, each -> true).rows().get(0);
        assertThat(row.number("n")).isEqualTo(7.0);
        assertThat(row.number("small")).isEqualTo(3.0);
        assertThat(row.isTrue("flag")).isTrue();
        assertThat(row.date("day")).isEqualTo(FIRST);
        assertThat(row.texts("words")).containsExactly("one", "two");
    }

    @Test
    void aRetiredVintageIsInNoTableUntilItIsPublishedAgain() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        publish(SECOND, rows(THINGS, thing("b", 2.0)), rows(OTHERS, thing("y", 2.0)));
        publish(THIRD, rows(THINGS, thing("c", 3.0)), rows(OTHERS, thing("z", 3.0)));
        try (TableSink.Staged stagedTables = sink().stageRetirement(retirement(THIRD))) {
            TestSinks.requireStaged(stagedTables);
            assertThat(texts(THINGS)).hasSize(3);
        }
        assertThat(texts(THINGS)).hasSize(3);
        assertThat(texts(OTHERS)).hasSize(3);
        assertThat(last().vintage()).isEqualTo(THIRD);
        // This also removes what the staged retirement left.
        retire(SECOND);
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]", "[2026-01-01,c,3.0,RUN]");
        assertThat(texts(OTHERS)).containsExactly("[2024-01-01,x,1.0,RUN]", "[2026-01-01,z,3.0,RUN]");
        assertThat(vintages()).containsExactly(FIRST, THIRD);
        publish(SECOND, rows(THINGS, thing("d", 4.0)), rows(OTHERS));
        assertThat(texts(THINGS))
                .containsExactly("[2024-01-01,a,1.0,RUN]", "[2025-01-01,d,4.0,RUN]", "[2026-01-01,c,3.0,RUN]");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theVintagePublishedLastAndAllButOneCanBeRetired() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        publish(THIRD, rows(THINGS, thing("c", 3.0)), rows(OTHERS, thing("z", 3.0)));
        publish(SECOND, rows(THINGS, thing("b", 2.0)), rows(OTHERS));
        retire(SECOND);
        assertThat(last().vintage()).isEqualTo(THIRD);
        retire(THIRD);
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
        assertThat(last().vintage()).isEqualTo(FIRST);
        assertThat(last().read(THINGS, row -> true).rows())
                .extracting(row -> row.text("id"))
                .containsExactly("a");
        requireRefusedIfMissingOrOnly();
        publish(FIRST, rows(THINGS, thing("b", 2.0)), rows(OTHERS));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,b,2.0,RUN]");
        assertThat(texts(OTHERS)).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    private void requireRefusedIfMissingOrOnly() throws Exception {
        assertThatThrownBy(() -> retire(SECOND))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no vintage 2025-01-01 to retire: ")
                .hasMessageEndingWith(" has 2024-01-01");
        assertThatThrownBy(() -> retire(FIRST))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the vintage 2024-01-01 is the only one in ");
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
    }

    final void retire(LocalDate vintage) throws Exception {
        try (TableSink.Staged stagedTables = sink().stageRetirement(retirement(vintage))) {
            stagedTables.makeVisible();
        }
    }

    /** A retirement that started after all publications. */
    final Retirement retirement(LocalDate vintage) {
        return new Retirement(
                Instant.EPOCH.plusSeconds(1000 + publication(vintage).started().getEpochSecond()), vintage);
    }

    final List<LocalDate> vintages() throws Exception {
        return sink().publishedVintages().stream()
                .map(PublishedVintage::vintage)
                .toList();
    }

    private PublishedVintage last() throws Exception {
        List<PublishedVintage> vintages = sink().publishedVintages();
        return vintages.get(vintages.size() - 1);
    }
}
