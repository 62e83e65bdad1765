package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;

/** The guarantees of {@link TableSink}, tested for every sink. */
abstract class SinkContract extends SinkLog {
    /** Counts tasks that failed after they wrote all their rows. They run in this process. */
    private static final AtomicInteger FAILED = new AtomicInteger();

    /** The index of the only array in a published row of {@link #EVERY_TYPE}, which begins with the vintage. */
    private static final int WORDS = 8;

    @Test
    void allTablesOfARunAreThere() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.5), thing("b", null)), rows(OTHERS));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.5,RUN]", "[2024-01-01,b,null,RUN]");
        assertThat(texts(OTHERS)).isEmpty();
    }

    @Test
    void aVintageIsReplacedExactlyAndOthersAreKept() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        publish(SECOND, rows(THINGS, thing("a", 10.0), thing("b", 20.0)), rows(OTHERS, thing("y", 2.0)));
        publish(SECOND, rows(THINGS, thing("c", 30.0)), rows(OTHERS));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]", "[2025-01-01,c,30.0,RUN]");
        assertThat(texts(OTHERS)).containsExactly("[2024-01-01,x,1.0,RUN]");
    }

    @Test
    void tablesThatARunLeavesOutHaveNoRowsOfItsVintage() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        publish(SECOND, rows(THINGS, thing("b", 1.0)), rows(OTHERS, thing("y", 1.0)));
        publish(SECOND, rows(THINGS, thing("b", 2.0)));
        assertThat(texts(OTHERS)).containsExactly("[2024-01-01,x,1.0,RUN]");
    }

    @Test
    void rowsOfManyPartitionsArriveOnce() throws Exception {
        Dataset<Row> manyRows = session.sql("select concat('id', id) id, cast(id as double) size, '" + runId()
                + "' run_id from range(0, 1000, 1, 4)");
        publish(FIRST, new TableRows.Distributed(THINGS, manyRows, 1000));
        assertThat(read(THINGS).count()).isEqualTo(1000);
        assertThat(read(THINGS)
                        .agg(org.apache.spark.sql.functions.sum("size"))
                        .first()
                        .getDouble(0))
                .isEqualTo(499_500);
    }

    /** An executor may be lost after a task wrote its rows and before it reports success. */
    @Test
    void aTaskRetriedAfterSuccessWritesItsRowsOnce() throws Exception {
        Dataset<Row> manyRows = session.sql("select concat('id', id) id, cast(id as double) size, '" + runId()
                + "' run_id from range(0, 100, 1, 4)");
        FAILED.set(0);
        Dataset<Row> unlucky = manyRows.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> {
                    if (TaskContext.get().attemptNumber() == 0) {
                        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> {
                            FAILED.incrementAndGet();
                            throw new IllegalStateException("lost after it was done");
                        });
                    }
                    return rows;
                },
                Encoders.row(manyRows.schema()));
        publish(FIRST, new TableRows.Distributed(THINGS, unlucky, 100));
        assertThat(FAILED).hasPositiveValue();
        assertThat(read(THINGS).count()).isEqualTo(100);
        assertThat(read(THINGS).select("id").distinct().count()).isEqualTo(100);
    }

    @Test
    void valuesAreReadBackUnchanged() throws Exception {
        List<Object[]> rows = List.of(
                everyType("'); DROP TABLE things; --", 1e308, Long.MIN_VALUE, "0001-01-01", List.of("{\"a\",b}", "")),
                everyType("back\\slash \\N \\. \"quoted\"", Double.MIN_VALUE, Long.MAX_VALUE, "9999-12-31", List.of()),
                everyType("tab\tline\nreturn\r\u0001", -0.0, 0L, "1969-12-31", Arrays.asList(null, "NULL", "a,b\\")),
                everyType("שלום\u200Bzero <script>alert(1)</script>", 0.1, 1L, "2026-05-02", List.of("😀", "\n")),
                new Object[] {"", null, null, null, null, null, null, null, runId()});
        publish(
                FIRST,
                new TableRows.InMemory(
                        EVERY_TYPE, rows.stream().map(RowFactory::create).toList()));
        List<List<Object>> expected = rows.stream()
                .map(row -> Stream.concat(Stream.of(FIRST), Arrays.stream(row)).toList())
                .toList();
        List<List<Object>> actual = new ArrayList<>();
        for (Row row : read(EVERY_TYPE).collectAsList()) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(i == WORDS && !row.isNullAt(i) ? row.getList(i) : row.get(i));
            }
            actual.add(values);
        }
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void equalKeysAreRefused() throws Exception {
        assumeThat(enforcesKeys()).as("the sink refuses rows with equal keys").isTrue();
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        assertThatThrownBy(() -> publish(FIRST, rows(THINGS, thing("b", 1.0), thing("b", 2.0))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("failed, the previous tables are unchanged");
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
    }

    @Test
    void aFailedRunLeavesThePreviousTablesAndTheNextRemovesItsLeftovers() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        Dataset<Row> failing =
                session.sql("select concat('x', id) id, if(id = 7, cast(raise_error('torn') as double), 1D) size, '"
                        + runId() + "' run_id from range(0, 10, 1, 2)");
        assertThatThrownBy(() ->
                        publish(FIRST, rows(THINGS, thing("b", 1.0)), new TableRows.Distributed(OTHERS, failing, 10)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("failed, the previous tables are unchanged")
                .hasMessageContaining("torn");
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
        assertThat(texts(OTHERS)).containsExactly("[2024-01-01,x,1.0,RUN]");
        publish(SECOND, rows(THINGS, thing("c", 1.0)), rows(OTHERS));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void stagedTablesAreInvisible() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        try (TableSink.Staged stagedTables = sink().stage(publication(FIRST, rows(THINGS, thing("b", 1.0))))) {
            TestSinks.requireStaged(stagedTables);
            assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
        }
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]");
        publish(FIRST, rows(THINGS, thing("c", 1.0)));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,c,1.0,RUN]");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void concurrentRunsOfDifferentVintagesAndOfTheSameSucceed() throws Exception {
        List<Publication> publications = IntStream.range(0, 4)
                .mapToObj(i -> publication(
                        LocalDate.of(2020 + i / 2, 1, 1),
                        rows(THINGS, thing("a", i * 1.0), thing("b", i * 1.0)),
                        rows(OTHERS, thing("x", i * 1.0))))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (Publication publication : publications) {
                running.add(threads.submit((Callable<Void>) () -> {
                    TestSinks.publish(sink(), publication);
                    return null;
                }));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        List<Row> things = read(THINGS).orderBy("vintage", "id").collectAsList();
        List<Row> otherRows = read(OTHERS).orderBy("vintage", "id").collectAsList();
        assertThat(things).hasSize(4);
        assertThat(otherRows).hasSize(2);
        for (int vintage = 0; vintage < 2; vintage++) {
            assertThat(List.of(
                            things.get(2 * vintage).getDouble(2),
                            things.get(2 * vintage + 1).getDouble(2)))
                    .as("one run's rows")
                    .containsOnly(otherRows.get(vintage).getDouble(2));
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aForeignTableIsNotTouched() throws Exception {
        assumeThat(createForeignTable()).as("the sink can have foreign tables").isTrue();
        assertThatThrownBy(() -> publish(FIRST, rows(OTHERS, thing("x", 1.0)), rows(THINGS, thing("a", 1.0))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is in the way: it was not made by compute-trends");
    }

    private static Object[] everyType(String id, double size, long n, String day, List<String> words) {
        LocalDate date = LocalDate.parse(day);
        return new Object[] {
            id, size, n, (int) n, n > 0, date, Instant.parse("2026-05-02T10:11:12.123456Z"), words, runId()
        };
    }
}
