package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.computetrends.ScannedCuration;
import org.computetrends.TestReleases;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.VintageScope;
import org.computetrends.sql.ReleaseRows;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReadColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows are kept, and why others are not: in memory, and in Spark's tasks. */
class VintageCuratorIT {
    private static final LocalDate VINTAGE = LocalDate.of(2024, 6, 1);
    private static final CurationRules RULES = new CurationRules(
            LocalDate.of(1940, 1, 1), Set.of(Confidence.WRONG), true, new Blanks(Set.of("nan", "N/A"), Set.of("NA")));
    private static final List<Metric> METRICS = List.of(
            new Metric("parameters", "Parameters", "parameters", "parameters"),
            new Metric("dataset_size", "Dataset size", "data points", "dataset_size"));

    @Test
    void everyRowIsKeptOrRejectedWithItsReason() {
        ScannedCuration result = curate(new TestReleases()
                .add("Good", "2020-01-01")
                .add(null, "2020-01-01")
                .add("  ", "2020-01-01")
                .add("Undated", null)
                .add("Future", "2024-06-02")
                .add("Today", "2024-06-01")
                .add("Ancient", "1939-12-31"));
        assertThat(result.rowsKept()).isEqualTo(2);
        assertThat(result.rowsRejected()).isEqualTo(5);
        assertThat(result.rejectsByReason())
                .isEqualTo(Map.of(
                        RejectReason.MISSING_NAME, 2L,
                        RejectReason.MISSING_DATE, 1L,
                        RejectReason.DATE_AFTER_VINTAGE, 1L,
                        RejectReason.DATE_TOO_EARLY, 1L));
        assertThat(rejects(result))
                .containsExactly(
                        "3 MISSING_NAME model null: the release has no name",
                        "4 MISSING_NAME model null: the release has no name",
                        "5 MISSING_DATE published_on null: the release has no date",
                        "6 DATE_AFTER_VINTAGE published_on 2024-06-02: 2024-06-02 is after the vintage's date"
                                + " 2024-06-01",
                        "8 DATE_TOO_EARLY published_on 1939-12-31: 1939-12-31 is before 1940-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", " N/A ", "", "\u00a0", "\u202fnan\u200b"})
    void blankTextIsNull(String blank) {
        ScannedCuration result = curate(new TestReleases()
                .add(blank, "2020-01-01")
                .add(
                        "Good",
                        "2020-01-01",
                        "base_model",
                        blank,
                        "confidence",
                        blank,
                        "date_precision",
                        blank,
                        "accessibility",
                        blank,
                        "organizations",
                        new String[] {blank, "MIT"},
                        "domains",
                        new String[] {blank})
                .add("NA", "2020-01-01", "organizations", new String[] {"NA"}, "base_model", "NA"));
        assertThat(result.rejectsByReason()).isEqualTo(Map.of(RejectReason.MISSING_NAME, 1L));
        Row goodRow = result.releases().filter("model = 'Good'").head();
        assertThat(List.of("base_model", "confidence", "accessibility", "domains"))
                .allMatch(column -> goodRow.isNullAt(goodRow.fieldIndex(column)));
        assertThat(goodRow.<String>getAs("date_precision")).isEqualTo("DAY");
        assertThat(goodRow.<Object>getList(goodRow.fieldIndex("organizations"))).containsExactly("MIT");
        Row namedRow = result.releases().filter("model = 'NA'").head();
        assertThat(namedRow.<Object>getList(namedRow.fieldIndex("organizations")))
                .containsExactly("NA");
        assertThat(namedRow.<String>getAs("base_model")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u202f", "\u2003", "\u3000", "\u200b", " \u00a0 ", "\u0085"})
    void whiteSpaceInANameDoesNotDistinguishReleases(String space) {
        ScannedCuration result = curate(new TestReleases()
                .add("M" + space + "1", "2020-01-01", "parameters", 7.0)
                .add("M 1" + space, "2020-01-01", "parameters", 7.0));
        assertThat(result.rejectsByReason()).isEqualTo(Map.of(RejectReason.DUPLICATE_RELEASE, 1L));
        Row kept = result.releases().head();
        assertThat(kept.<String>getAs("release_id")).isEqualTo("m 1");
        assertThat(kept.<String>getAs("model")).isEqualTo("M 1");
    }

    @Test
    void aBadQuantityIsRejectedAndItsReleaseStays() {
        ScannedCuration result = curate(new TestReleases()
                .add("Zero", "2020-01-01", "parameters", 0.0, "dataset_size", 5.0)
                .add("Negative", "2020-01-01", "parameters", -1.0)
                .add("Endless", "2020-01-01", "parameters", Double.POSITIVE_INFINITY)
                .add("Nothing", "2020-01-01", "parameters", Double.NaN)
                .add("Unknown", "2020-01-01"));
        assertThat(result.rowsKept()).isEqualTo(5);
        assertThat(result.rejectsByReason())
                .isEqualTo(Map.of(RejectReason.NON_POSITIVE, 2L, RejectReason.NON_FINITE, 2L));
        assertThat(rejects(result)).contains("2 NON_POSITIVE parameters 0.0: 0.0 is not above 0");
        Row zero = result.releases().filter("model = 'Zero'").head();
        assertThat(zero.<Double>getAs("parameters")).isNull();
        assertThat(zero.<Double>getAs("dataset_size")).isEqualTo(5);
        assertThat(result.releases().filter("parameters is not null").count()).isZero();
    }

    @Test
    void quantitiesOfAnExcludedConfidenceAreRejected() {
        ScannedCuration result = curate(new TestReleases()
                .add("Off", "2020-01-01", "parameters", 7.0, "confidence", "WRONG")
                .add("Unsure", "2020-01-01", "parameters", 7.0, "confidence", "UNVERIFIED"));
        assertThat(result.rejectsByReason()).isEqualTo(Map.of(RejectReason.EXCLUDED_CONFIDENCE, 1L));
        assertThat(result.releases().filter("parameters = 7").count()).isEqualTo(1);
    }

    @Test
    void theFullestDuplicateIsKept() {
        ScannedCuration result = curate(new TestReleases()
                .add("Llama", "2024-01-01", "organizations", new String[] {"Meta"})
                .add(" LLAMA ", "2024-01-01", "organizations", new String[] {"meta"}, "parameters", 7.0)
                .add("Llama", "2024-01-01", "organizations", new String[] {"Meta"}, "parameters", -7.0));
        assertThat(result.rowsKept()).isEqualTo(1);
        assertThat(result.releases().head().<Double>getAs("parameters")).isEqualTo(7);
        assertThat(result.rejectsByReason()).isEqualTo(Map.of(RejectReason.DUPLICATE_RELEASE, 2L));
    }

    @Test
    void rejectedQuantitiesDoNotCountForDuplicates() {
        ScannedCuration result = curate(new TestReleases()
                .add("Twin", "2024-01-01", "parameters", 1.0, "dataset_size", 2.0, "confidence", "WRONG")
                .add("Twin", "2024-01-01", "parameters", 7.0, "confidence", "CONFIDENT"));
        assertThat(result.releases().head().<Double>getAs("parameters")).isEqualTo(7);
    }

    /** Otherwise a metric added to the settings could change the values of other metrics. */
    @Test
    void quantitiesCountForDuplicatesWithoutAMetric() {
        ScannedCuration result = curate(new TestReleases()
                .add("Other", "2024-01-01", "parameters", 8.0)
                .add("Other", "2024-01-01", "hardware_quantity", 7.0, "hardware_utilization", 0.5));
        assertThat(result.releases().head().<Double>getAs("hardware_quantity")).isEqualTo(7);
    }

    @Test
    void anUnknownLabelIsRejectedAndItsReleaseStays() {
        ScannedCuration result = curate(new TestReleases()
                .add("Odd", "2020-01-01", "date_precision", "weekly", "confidence", "certain")
                .add("Even", "2020-01-01", "date_precision", "month", "confidence", "Likely"));
        assertThat(rejects(result))
                .containsExactly(
                        "2 UNREADABLE confidence certain: certain is none of CONFIDENT, LIKELY, SPECULATIVE, UNKNOWN,"
                                + " UNVERIFIED, WRONG",
                        "2 UNREADABLE date_precision weekly: weekly is none of DAY, MONTH, YEAR");
        assertThat(result.releases().orderBy("model").select("date_precision", "confidence").collectAsList().stream()
                        .map(Row::toString))
                .containsExactly("[MONTH,LIKELY]", "[DAY,null]");
    }

    @Test
    void rowsOfEqualNameThatDifferInDateOrOrganizationAreDifferentReleases() {
        ScannedCuration result = curate(new TestReleases()
                .add("Calm", "2023-08-06", "organizations", new String[] {"NVIDIA"})
                .add("CALM", "2022-12-19", "organizations", new String[] {"Oxford"})
                .add("calm", "2023-08-06", "organizations", new String[] {"Google"}));
        assertThat(result.releases().orderBy("release_id").select("release_id", "source_row").collectAsList().stream()
                        .map(row -> row.getString(0) + " " + row.getLong(1)))
                // Numbered by date, then by organization. Source rows begin with 2.
                .containsExactly("calm 3", "calm#2 4", "calm#3 2");
    }

    @Test
    void ofEquallyFullDuplicatesTheFirstInTheFileIsKept() {
        ScannedCuration result = curate(new TestReleases()
                .add("A", "2020-01-01", "parameters", 1.0, "source_row", 9L)
                .add("A", "2020-01-01", "parameters", 7.0, "source_row", 5L)
                .add("A", "2020-01-01", "source_row", 2L)
                .add("B", "2020-01-01", "parameters", 1.0, "source_row", 3L)
                .add("B", "2020-01-01", "parameters", 1.0, "citations", 4.0, "source_row", 4L));
        assertThat(result.releases().orderBy("source_row").select("source_row").collectAsList().stream()
                        .map(row -> row.getLong(0)))
                .containsExactly(4L, 5L);
        assertThat(rejects(result)).hasSize(3).allMatch(reject -> reject.contains("DUPLICATE_RELEASE"));
        assertThat(rejects(result).get(0))
                .startsWith(
                        "2 DUPLICATE_RELEASE model A: row 5 has the same name, date and organizations, and is kept");
        assertThat(rejects(result).get(1)).startsWith("3 DUPLICATE_RELEASE model B: row 4 has");
    }

    @Test
    void ofDuplicatesWithoutRowNumbersTheLargerQuantitiesAreKept() {
        Dataset<Row> releases = new TestReleases()
                .add("A", "2020-01-01", "parameters", 1.0, "dataset_size", 8.0)
                .add("A", "2020-01-01", "parameters", 7.0, "dataset_size", 2.0)
                .asRead()
                .withColumn(ReadColumns.STATED_ROW, functions.lit(null).cast("bigint"));
        ScannedCuration result = curate(RULES, releases, Vintage.unrecorded(VINTAGE));
        assertThat(result.releases().head().<Double>getAs("parameters")).isEqualTo(7);
        assertThat(rejects(result).get(0)).contains("another row has the same name");
    }

    @Test
    void onlyNotableReleasesAreKeptAndThoseMarkedExcludedAreRejected() {
        TestReleases releases = new TestReleases()
                .add("Notable", "2020-01-01", "notable", true)
                .add("Marked", "2020-01-01", "notable", true, "excluded", true)
                .add("Other", "2020-01-01", "notable", false, "excluded", false)
                .add("Unflagged", "2020-01-01")
                .add(null, "2020-01-01", "notable", false);
        ScannedCuration notable = curate(RULES, releases.asRead(), new Vintage(VINTAGE, VintageScope.ALL, true));
        assertThat(notable.rejectsByReason())
                .isEqualTo(Map.of(RejectReason.OUT_OF_SCOPE, 3L, RejectReason.MARKED_EXCLUDED, 1L));
        assertThat(notable.rowsKept()).isEqualTo(1);
        ScannedCuration complete = curate(releases);
        assertThat(complete.rejectsByReason())
                .isEqualTo(Map.of(RejectReason.MARKED_EXCLUDED, 1L, RejectReason.MISSING_NAME, 1L));
        CurationRules withoutExclusions =
                new CurationRules(RULES.earliestDate(), Set.of(), /* rejectsMarkedExcluded= */ false, RULES.blanks());
        assertThat(curate(withoutExclusions, releases.asRead(), Vintage.unrecorded(VINTAGE))
                        .rowsKept())
                .isEqualTo(4);
    }

    @Test
    void theDefaultPrecisionIsTheDay() {
        Row row = curate(new TestReleases().add("A", "2020-01-01")).releases().head();
        assertThat(row.<String>getAs("date_precision")).isEqualTo("DAY");
    }

    private static ScannedCuration curate(TestReleases releases) {
        return curate(RULES, releases.asRead(), Vintage.unrecorded(VINTAGE));
    }

    /** Curates in Spark's tasks, and requires that curating in memory finds the same. */
    private static ScannedCuration curate(CurationRules rules, Dataset<Row> releases, Vintage vintage) {
        ScannedCuration result = ScannedCuration.of(rules, METRICS, releases, vintage);
        CuratedVintage inMemoryVintage = new VintageCurator(
                        rules, METRICS, MetricSources.of(releases.sparkSession(), METRICS))
                .curate(ReleaseRows.of(() -> releases), vintage);
        List<Row> kept = new ArrayList<>();
        for (CuratedRelease release : inMemoryVintage.releases()) {
            List<Object> cells = new ArrayList<>(List.of(release.id()));
            IntStream.range(0, release.columns().size())
                    .forEach(i -> cells.add(release.columns().get(i)));
            kept.add(RowFactory.create(cells.toArray()));
        }
        assertThat(kept).containsExactlyInAnyOrderElementsOf(result.releases().collectAsList());
        assertThat(inMemoryVintage.rejects())
                .containsExactlyInAnyOrderElementsOf(result.rejects().collectAsList());
        assertThat(inMemoryVintage.rowsKept()).isEqualTo(result.rowsKept());
        assertThat(inMemoryVintage.rowsRead()).isEqualTo(result.rowsKept() + result.rowsRejected());
        assertThat(inMemoryVintage.rejectsByReason()).isEqualTo(result.rejectsByReason());
        InputFingerprint fingerprint = result.fingerprint();
        assertThat(inMemoryVintage.fingerprint().digest()).isEqualTo(fingerprint.digest());
        assertThat(fingerprint.rows()).isEqualTo(inMemoryVintage.rowsRead());
        return result;
    }

    private static List<String> rejects(ScannedCuration result) {
        return result.rejects().orderBy("source_row", "column_name").collectAsList().stream()
                .map(row -> row.<Long>getAs("source_row") + " " + row.<String>getAs("reason") + " "
                        + row.<String>getAs("column_name") + " " + row.<String>getAs("value") + ": "
                        + row.<String>getAs("message"))
                .toList();
    }
}
