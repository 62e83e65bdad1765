package org.computetrends.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.ScannedCuration;
import org.computetrends.TestConfig;
import org.computetrends.TestReleases;
import org.computetrends.TestSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Vintage;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.RejectsTable;
import org.junit.jupiter.api.Test;

/** Generated rows, their schema, and their truth against curation. */
class ReleaseGeneratorIT {

    @Test
    void aRowDependsOnItsNumberAndTheSettingsOnly() {
        List<Row> wholeRows = generate(Map.of(), 2000, 1).collectAsList();
        assertThat(generate(Map.of(), 2000, 7).collectAsList()).isEqualTo(wholeRows);
        assertThat(generate(Map.of(), 1500, 3).collectAsList()).isEqualTo(wholeRows.subList(0, 1500));
        assertThat(generate(Map.of("seed", "2"), 2000, 1).collectAsList()).isNotEqualTo(wholeRows);
    }

    @Test
    void rowsAreOfTheCanonicalSchema() {
        assertThat(generate(Map.of(), 10, 1).schema()).isEqualTo(CanonicalRelease.schema());
    }

    @Test
    void curationRejectsWhatTheTruthSays() {
        Map<String, String> settings = Map.of("generator.bad-rows.share", "0.31");
        GeneratorSettings generated = GeneratorDefaults.with(settings);
        TrendConfig config = TestConfig.load();
        ScannedCuration curated = curated(config, generate(settings, 5000, 2), generated.vintage());
        Truth truth = new ReleaseGenerator(generated).truth(5000);
        // All nine kinds of faults in conf/generator.conf.
        assertThat(curated.rejectsByReason()).hasSize(9).isEqualTo(truth.rejects());
        assertThat(curated.rowsKept()).isEqualTo(truth.rowsKept());
        assertThat(curated.rowsRejected()).isEqualTo(truth.rowsRejected());
    }

    /** A change of the rows of a seed changes every dataset whose benchmarks are published. */
    @Test
    void theRowsOfASeedStayTheSame() {
        TrendConfig config = TestConfig.load();
        assertThat(curated(config, generate(Map.of(), 1000, 2), LocalDate.of(2026, 1, 1))
                        .fingerprint()
                        .digest())
                .isEqualTo("000001f0d170cc3a000001f2390a12f4");
    }

    private static ScannedCuration curated(TrendConfig config, Dataset<Row> generated, LocalDate vintage) {
        Dataset<Row> inputRows = TestReleases.asRead(generated.withColumn(
                RejectsTable.SOURCE_FILE, functions.lit("test").cast(DataTypes.StringType)));
        return ScannedCuration.of(config.curation(), config.metrics(), inputRows, Vintage.unrecorded(vintage));
    }

    private static Dataset<Row> generate(Map<String, String> settings, long rows, int partitions) {
        return new ReleaseGenerator(GeneratorDefaults.with(settings)).generate(TestSession.get(), rows, partitions);
    }
}
