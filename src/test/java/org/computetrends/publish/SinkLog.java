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

/** Logs, whose rows are never removed, tested for every sink. */
abstract class SinkLog extends SinkHistory {
    private static final Column DAY = new Column("day", DataTypes.DateType, true, "The day that the row is about.");
    private static final Table LOG = log(List.of(ID, DAY));
    private static final LocalDate TOMORROW = LocalDate.of(2030, 1, 2);
    private static final String ONE = "a1";
    private static final String TWO = "b2";
    private static final String THREE = "c3";
    private static final String SLOW = "d4";

    /** Publishes three runs. Returns a publication of the first vintage whose run began before the second run. */
    private Publication publishThreeRuns() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x", "y"), rows(THINGS, thing("a", 1.0)));
        Publication slow = publication(FIRST, SLOW, logged(SLOW, "x"), rows(THINGS, thing("s", 4.0)));
        publish(FIRST, TWO, logged(TWO, "x"), rows(THINGS, thing("b", 2.0)));
        publish(SECOND, THREE, logged(THREE, "z"));
        return slow;
    }

    @Test
    void aRunAddsItsRowsToThoseOfOtherRunsOfTheVintage() throws Exception {
        publishThreeRuns();
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 a1 y", "2024-01-01 b2 x", "2025-01-01 c3 z");
        assertThat(read(LOG).orderBy("vintage", "run_id", "id").collectAsList())
                .as("as others read it")
                .extracting(row -> row.get(0) + " " + row.getString(3) + " " + row.getString(1))
                .isEqualTo(log());
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,b,2.0,b2]");
        assertThat(publishedVintage(FIRST).runId()).isEqualTo(TWO);
        assertThat(publishedVintage(FIRST).read(LOG, row -> true).rows()).hasSize(3);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aRunThatIsPublishedAgainLogsNothing() throws Exception {
        publishThreeRuns();
        publish(FIRST, ONE, logged(ONE, "x", "y"), rows(THINGS, thing("a", 1.0)));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 a1 y", "2024-01-01 b2 x", "2025-01-01 c3 z");
        assertThat(publishedVintage(FIRST).runId()).isEqualTo(ONE);
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,a1]");
        publish(SECOND, ONE, logged(ONE, "x"));
        assertThat(log()).as("a vintage has a log of its own").hasSize(5).contains("2025-01-01 a1 x");
    }

    @Test
    void theRunPublishedLastReplacesTheVintageEvenIfItBeganEarlier() throws Exception {
        Publication slow = publishThreeRuns();
        TestSinks.publish(sink(), slow);
        assertThat(publishedVintage(FIRST).runId()).isEqualTo(SLOW);
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,s,4.0,d4]");
        assertThat(log())
                .containsExactly(
                        "2024-01-01 a1 x", "2024-01-01 a1 y", "2024-01-01 b2 x", "2024-01-01 d4 x", "2025-01-01 c3 z");
    }

    @Test
    void aRunWithoutTheLogKeepsItsRows() throws Exception {
        assertThat(log()).as("never published to").isEmpty();
        publish(FIRST, ONE, rows(THINGS, thing("a", 1.0)));
        assertThat(log()).as("without a log").isEmpty();
        publish(FIRST, TWO, logged(TWO, "x"), rows(THINGS, thing("b", 2.0)));
        publish(FIRST, THREE, rows(THINGS, thing("c", 3.0)));
        assertThat(log()).containsExactly("2024-01-01 b2 x");
        assertThat(publishedVintage(FIRST).read(LOG, row -> true).rows()).hasSize(1);
        publish(FIRST, ONE, logged(ONE, "x"));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 b2 x");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aStagedRunLogsNothing() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"));
        try (TableSink.Staged stagedTables = sink().stage(publication(FIRST, TWO, logged(TWO, "x")))) {
            TestSinks.requireStaged(stagedTables);
            assertThat(read(LOG).count()).isEqualTo(1);
        }
        assertThat(log()).containsExactly("2024-01-01 a1 x");
        publish(FIRST, THREE, logged(THREE, "x"));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 c3 x");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theLogOfARetiredVintageIsKeptAndContinued() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"), rows(THINGS, thing("a", 1.0)));
        publish(SECOND, TWO, logged(TWO, "x"), rows(THINGS, thing("b", 2.0)));
        retire(FIRST);
        assertThat(vintages()).containsExactly(SECOND);
        assertThat(texts(THINGS)).containsExactly("[2025-01-01,b,2.0,b2]");
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2025-01-01 b2 x");
        publish(FIRST, THREE, logged(THREE, "x"), rows(THINGS, thing("c", 3.0)));
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 c3 x", "2025-01-01 b2 x");
        assertThat(publishedVintage(FIRST).runId()).isEqualTo(THREE);
        assertThat(texts(THINGS)).hasSize(2);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aColumnAddedToALogIsNullInEarlierRows() throws Exception {
        publish(FIRST, ONE, logged(ONE, "x"));
        Table wider = log(List.of(ID, DAY, COUNT));
        publish(FIRST, TWO, rows(wider, RowFactory.create("x", TOMORROW, 7L, TWO)));
        assertThat(read(wider).orderBy("run_id").collectAsList())
                .extracting(row -> row.isNullAt(3) ? null : row.getLong(3))
                .containsExactly(null, 7L);
        assertThatThrownBy(() -> publish(FIRST, THREE, rows(log(List.of(ID)), RowFactory.create("x", THREE))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("columns are never dropped");
        assertThat(log()).containsExactly("2024-01-01 a1 x", "2024-01-01 b2 x");
    }

    @Test
    void aLogIsReadUpToADay() throws Exception {
        publish(
                FIRST,
                ONE,
                rows(
                        LOG,
                        RowFactory.create("before", TOMORROW.minusDays(1), ONE),
                        RowFactory.create("on", TOMORROW, ONE),
                        RowFactory.create("after", TOMORROW.plusDays(1), ONE)));
        publish(FIRST, TWO, rows(LOG, RowFactory.create("after", TOMORROW.plusDays(1), TWO)));
        publish(SECOND, ONE, rows(LOG, RowFactory.create("before", TOMORROW.minusYears(9), ONE)));
        assertThat(log()).containsExactly("2024-01-01 a1 before", "2024-01-01 a1 on", "2025-01-01 a1 before");
        assertThat(sink().readLog(LOG, DAY, TOMORROW))
                .extracting(row -> row.requireDate("day"))
                .contains(TOMORROW, TOMORROW.minusYears(9));
    }

    private static Table log(List<Column> columns) {
        return new Table("log", "What was said of a thing.", List.of("run_id", "id"), columns, List.of(), true);
    }

    private static TableRows logged(String runId, String... ids) {
        return new TableRows.InMemory(
                LOG,
                Arrays.stream(ids)
                        .map(id -> RowFactory.create(id, TOMORROW, runId))
                        .toList());
    }

    /** A publication of a run. Its rows get the run's id. */
    private Publication publication(LocalDate vintage, String runId, TableRows... tables) {
        TableRows[] ofRun = Arrays.stream(tables)
                .map(TableRows.InMemory.class::cast)
                .map(inMemory -> new TableRows.InMemory(
                        inMemory.table(),
                        inMemory.rows().stream().map(row -> withRun(row, runId)).toList()))
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
        TestSinks.publish(sink(), publication(vintage, runId, tables));
    }

    private PublishedVintage publishedVintage(LocalDate vintage) throws Exception {
        return sink().publishedVintages().stream()
                .filter(each -> each.vintage().equals(vintage))
                .findFirst()
                .orElseThrow();
    }

    /** The vintage, run and id of each row of the log up to tomorrow, sorted. */
    private List<String> log() throws Exception {
        Stream<String> rows = sink().readLog(LOG, DAY, TOMORROW).stream()
                .map(row -> row.date("vintage") + " " + row.text("run_id") + " " + row.text("id"));
        return rows.sorted().toList();
    }
}
