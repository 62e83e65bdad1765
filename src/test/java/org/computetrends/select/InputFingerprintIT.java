package org.computetrends.select;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.computetrends.TestReleases;
import org.computetrends.table.CanonicalRelease;
import org.junit.jupiter.api.Test;

/** The digest of the rows read: equal for equal rows, whatever their order and partitions. */
class InputFingerprintIT {
    @Test
    void theFingerprintDoesNotDependOnOrder() {
        TestReleases releases = new TestReleases()
                .add("A", "2020-01-01", "parameters", 1.0, "source_row", 2L)
                .add("B", "2021-01-01", "parameters", 2.0, "source_row", 3L);
        InputFingerprint fingerprint = fingerprint(releases.dataset().coalesce(1));
        InputFingerprint otherFingerprint = fingerprint(releases.dataset()
                .orderBy(org.apache.spark.sql.functions.col("model").desc()));
        assertThat(fingerprint.digest()).isEqualTo(otherFingerprint.digest());
        assertThat(fingerprint.rows()).isEqualTo(2);
    }

    @Test
    void theFingerprintDependsOnValuesAndTheirColumns() {
        assertThat(digest("training_compute_low_flop", 1.0))
                .isNotEqualTo(digest("training_compute_low_flop", 1.5))
                .isNotEqualTo(digest("training_compute_high_flop", 1.0));
    }

    private static String digest(String column, double value) {
        return fingerprint(
                        new TestReleases().add("A", "2020-01-01", column, value).dataset())
                .digest();
    }

    private static InputFingerprint fingerprint(Dataset<Row> releases) {
        return new Scans().dates(releases, List.of()).fingerprint();
    }

    /** The digest sums Spark's xxhash64 of all columns and of a text that shows which columns are null. */
    @Test
    void rowsAreHashedAsSparkHashesThem() {
        TestReleases releases = new TestReleases()
                .add(
                        "A",
                        "2020-01-01",
                        "parameters",
                        -0.0,
                        "organizations",
                        new String[] {"x", null, "\u00e9"},
                        "notable",
                        true)
                .add(null, null, "parameters", Double.NaN, "organizations", new String[0], "cost_price_year", 2020)
                .add(
                        "",
                        "1969-12-31",
                        "parameters",
                        Double.POSITIVE_INFINITY,
                        "domains",
                        new String[] {null},
                        "citations",
                        3.0);
        // More rows than one batch of Spark, which reuses the objects of a batch.
        for (int i = 0; i < 25_000; i++) {
            releases.add("M" + i, "2020-01-01", "parameters", 1.0 * i);
        }
        Dataset<Row> rows = releases.dataset().coalesce(1);
        assertThat(fingerprint(rows).digest()).isEqualTo(bySpark(rows));
        assertThat(fingerprint(rows.repartition(7)).digest()).isEqualTo(bySpark(rows));
    }

    private static String bySpark(Dataset<Row> releases) {
        List<Column> values = new ArrayList<>();
        List<Column> nulls = new ArrayList<>();
        for (org.computetrends.table.Column column : CanonicalRelease.content()) {
            Column value = col(column.name());
            values.add(column.type() instanceof ArrayType ? concat_ws("\u0001", value) : value);
            nulls.add(value.isNull().cast("int").cast("string"));
        }
        values.add(concat_ws("", array(nulls.toArray(Column[]::new))));
        BigInteger upper = BigInteger.ZERO;
        BigInteger lower = BigInteger.ZERO;
        for (Row row : releases.select(xxhash64(values.toArray(Column[]::new))).collectAsList()) {
            upper = upper.add(BigInteger.valueOf(row.getLong(0) >>> 32));
            lower = lower.add(BigInteger.valueOf(row.getLong(0) & 0xFFFFFFFFL));
        }
        return String.format(Locale.ROOT, "%016x%016x", upper, lower);
    }
}
