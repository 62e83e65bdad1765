package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** Tables to which every run adds rows, for every sink. */
abstract class SinkLog extends SinkHistory {
    private static final Column DAY = new Column("day", DataTypes.DateType, true, "The day of the entry.");
    private static final Table LOG = log(List.of(ID, DAY));
    private static final LocalDate TOMORROW = LocalDate.of(2030, 1, 2);
    private static final String ONE = "a1";
    private static final String TWO = "b2";
    private static final String THREE = "c3";

    @Test
    void aRunAddsToWhatOtherRunsOfTheVintageLogged() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x", "y"), held(THINGS, thing("a", 1.0)));
        publish(FIRST, TWO, logged(TWO, "x"), held(THINGS, thing("b", 2.0)));
        publish(SECOND, THREE, logged(THREE, "z"));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 a1 y", "2024-01-01 b2 x", "2025-01-01 c3 z");
        assertThat(read(LOG).orderBy("vintage", "run_id", "id").collectAsList())
                .as("as other programs read it")
                .extracting(row -> row.get(0) + " " + row.getString(3) + " " + row.getString(1))
                .isEqualTo(log());
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,b,2.0,b2]");
        assertThat(published(FIRST).runId()).isEqualTo(TWO);
        assertThat(published(FIRST).read(LOG, row -> true).rows()).hasSize(3);
        assertThat(debris()).isEmpty();
    }

    @Test
    void theSameRunPublishedAgainAddsNothing() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"));
        publish(FIRST, TWO, logged(TWO, "x"));
        publish(FIRST, ONE, logged(ONE, "x"), held(THINGS, thing("a", 1.0)));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 b2 x");
        assertThat(published(FIRST).runId()).isEqualTo(ONE);
        assertThat(texts(THINGS)).hasSize(1);
        publish(SECOND, ONE, logged(ONE, "x"));
        assertThat(log()).as("a vintage has a log of its own").hasSize(3);
    }

    @Test
    void theRunPublishedLastIsCurrentEvenIfItStartedFirst() throws Exception {
        Publication slow = publication(FIRST, ONE, logged(ONE, "x"), held(THINGS, thing("a", 1.0)));
        publish(FIRST, TWO, logged(TWO, "x"), held(THINGS, thing("b", 2.0)));
        sink().publish(slow);
        assertThat(published(FIRST).runId()).isEqualTo(ONE);
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,a1]");
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 b2 x");
    }

    @Test
    void aRunThatLeavesTheLogOutLeavesItAlone() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"), held(THINGS, thing("a", 1.0)));
        publish(FIRST, TWO, held(THINGS, thing("b", 2.0)));
        assertThat(log()).containsExactly("2024-01-01 a1 x");
        assertThat(published(FIRST).read(LOG, row -> true).rows()).hasSize(1);
        publish(FIRST, THREE, logged(THREE, "x"));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 c3 x");
        assertThat(debris()).isEmpty();
    }

    @Test
    void aRunThatEndsBeforeItIsVisibleLogsNothing() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"));
        try (TableSink.Staged stagedTables = sink().stage(publication(FIRST, TWO, logged(TWO, "x")))) {
            assertThat(stagedTables).isNotNull();
            assertThat(read(LOG).count()).isEqualTo(1);
        }
        assertThat(log()).containsExactly("2024-01-01 a1 x");
        publish(FIRST, THREE, logged(THREE, "x"));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 c3 x");
        assertThat(debris()).isEmpty();
    }

    @Test
    void theLogOfARetiredVintageStaysAndContinuesWithItsNextRun() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"), held(THINGS, thing("a", 1.0)));
        publish(SECOND, TWO, logged(TWO, "x"), held(THINGS, thing("b", 2.0)));
        retire(FIRST);
        assertThat(sink().publishedVintages())
                .extracting(PublishedVintage::vintage)
                .containsExactly(SECOND);
        assertThat(texts(THINGS)).containsExactly("[2025-01-01,b,2.0,b2]");
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2025-01-01 b2 x");
        publish(FIRST, THREE, logged(THREE, "x"), held(THINGS, thing("c", 3.0)));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 c3 x", "2025-01-01 b2 x");
        assertThat(published(FIRST).runId()).isEqualTo(THREE);
        assertThat(texts(THINGS)).hasSize(2);
        assertThat(debris()).isEmpty();
    }

    @Test
    void aColumnAddedToALogIsNullInOlderRows() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"));
        Table wider = log(List.of(ID, DAY, COUNT));
        publish(FIRST, TWO, held(wider, RowFactory.create("x", TOMORROW, 7L, TWO)));
        assertThat(read(wider).orderBy("run_id").collectAsList())
                .extracting(row -> row.isNullAt(3) ? null : row.getLong(3))
                .containsExactly(null, 7L);
        assertThatThrownBy(() -> publish(FIRST, THREE, held(log(List.of(ID)), RowFactory.create("x", THREE))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("columns are never dropped");
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 b2 x");
    }

    @Test
    void aSinkWithoutALogHasNoRowsOfIt() throws Exception {
        assertThat(log()).isEmpty();
        publish(FIRST, ONE, held(THINGS, thing("a", 1.0)));
        assertThat(log()).isEmpty();
    }

    @Test
    void aLogIsReadUpToADay() throws Exception {
        publish(
                FIRST,
                ONE,
                held(
                        LOG,
                        RowFactory.create("before", TOMORROW.minusDays(1), ONE),
                        RowFactory.create("on", TOMORROW, ONE),
                        RowFactory.create("after", TOMORROW.plusDays(1), ONE)));
        publish(FIRST, TWO, held(LOG, RowFactory.create("after", TOMORROW.plusDays(1), TWO)));
        publish(SECOND, ONE, held(LOG, RowFactory.create("before", TOMORROW.minusYears(9), ONE)));
        assertThat(log()).containsExactly("2024-01-01 a1 before", "2024-01-01 a1 on", "2025-01-01 a1 before");
        assertThat(sink().logged(LOG, DAY, TOMORROW))
                .extracting(row -> row.requireDate("day"))
                .contains(TOMORROW, TOMORROW.minusYears(9));
    }

    private static Table log(List<Column> columns) {
        return new Table("log", "Entries on a thing.", List.of("run_id", "id"), columns, List.of(), true);
    }

    private static TableRows logged(String runId, String... ids) {
        return new TableRows.InMemory(
                LOG,
                Arrays.stream(ids)
                        .map(id -> RowFactory.create(id, TOMORROW, runId))
                        .toList());
    }

    /** A publication of a run, whose id is in all rows. */
    private Publication publication(LocalDate vintage, String runId, TableRows... tables) {
        TableRows[] ofRun = Arrays.stream(tables)
                .map(TableRows.InMemory.class::cast)
                .map(rows -> new TableRows.InMemory(
                        rows.table(),
                        rows.rows().stream().map(row -> withRun(row, runId)).toList()))
                .toArray(TableRows[]::new);
        Publication publication = publication(vintage, ofRun);
        return new Publication(publication.started(), runId, vintage, publication.tables(), publication.manifest());
    }

    private static Row withRun(Row row, String runId) {
        return RowFactory.create(IntStream.range(0, row.size())
                .mapToObj(i -> i == row.size() - 1 ? runId : row.get(i))
                .toArray());
    }

    private void publish(LocalDate vintage, String runId, TableRows... tables) throws Exception {
        sink().publish(publication(vintage, runId, tables));
    }

    private PublishedVintage published(LocalDate vintage) throws Exception {
        return sink().publishedVintages().stream()
                .filter(candidate -> candidate.vintage().equals(vintage))
                .findFirst()
                .orElseThrow();
    }

    /** The vintage, run and id of every row of the log up to tomorrow, in this order. */
    private List<String> log() throws Exception {
        Stream<String> rows = sink().logged(LOG, DAY, TOMORROW).stream()
                .map(row -> row.date("vintage") + " " + row.text("run_id") + " " + row.text("id"));
        return rows.sorted().toList();
    }
}
