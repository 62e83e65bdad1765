package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestReleases;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.ReadColumns;
import org.junit.jupiter.api.Test;

/** Names that occur more than once. */
class SharedNamesIT {
    private final Scans scans = new Scans();

    @Test
    void rowsThatShareANameAreFound() {
        TestReleases releases = new TestReleases()
                .add("GPT-4", "2023-03-14")
                .add("Gemini", "2023-12-06")
                .add("  gpt-4 ", "2023-03-14")
                .add("\u00c9toile", "2021-01-01")
                .add("\u00e9toile", "2022-01-01")
                .add("Alone", "2022-01-01")
                .add(null, "2022-01-01")
                .add(null, "2022-01-01");
        assertThat(names(releases)).containsExactlyInAnyOrder("GPT-4", "  gpt-4 ", "\u00c9toile", "\u00e9toile");
    }

    @Test
    void rejectedRowsDoNotShareNames() {
        TestReleases releases = new TestReleases()
                .add("Late", "2024-06-02")
                .add("Late", "2024-05-02")
                .add("Dated", "2024-05-02")
                .add("Dated", null);
        assertThat(names(releases)).isEmpty();
    }

    @Test
    void noRepeatedNameMeansNoRowToCompare() {
        Dataset<Row> inputRows = TestReleases.asRead(Sample.dataset(Sample.random(300, 5)));
        assertThat(sharing(inputRows).count()).isZero();
        assertThat(sharing(inputRows.union(inputRows.limit(7))).count()).isEqualTo(14);
    }

    @Test
    void duplicatesAndNumbersAreMarkedByFileAndIndex() {
        Dataset<Row> inputRows = new TestReleases()
                .add("Calm", "2023-08-06", "organizations", new String[] {"NVIDIA"}, "source_row", 40L)
                .add("calm", "2022-12-19", "organizations", new String[] {"Oxford"}, "source_row", 41L)
                .add("CALM", "2023-08-06", "organizations", new String[] {"nvidia"}, "source_row", 30L)
                .add("Alone", "2023-08-06", "source_row", 50L)
                .asRead()
                .coalesce(1)
                .withColumn(ReadColumns.ROW_INDEX, org.apache.spark.sql.functions.col("source_row"));
        RowMarks marks = scans.scanner(List.of()).markDuplicates(inputRows, scans.vintage);
        RowMarks.OfFile file = marks.ofFile("test.parquet");
        assertThat(List.of(file.number(41), file.number(30), file.number(40), file.number(50)))
                .containsExactly(RowMarks.FIRST, 2, RowMarks.DUPLICATE, RowMarks.FIRST);
        assertThat(file.keptRow(40)).isEqualTo(30);
        assertThat(file.keptRow(30)).isNull();
        assertThat(marks.ofFile("another.parquet").number(40)).isEqualTo(RowMarks.FIRST);
        assertThat(marks.isEmpty()).isFalse();
    }

    private List<String> names(TestReleases releases) {
        return sharing(releases.asRead()).collectAsList().stream()
                .map(row -> row.<String>getAs("model"))
                .toList();
    }

    private Dataset<Row> sharing(Dataset<Row> inputRows) {
        return scans.scanner(List.of()).sharingNames(inputRows, scans.vintage);
    }
}
