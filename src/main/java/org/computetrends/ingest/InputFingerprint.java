package org.computetrends.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.sql.ReleaseContent;

/**
 * How many rows were read, and a digest of their values that does not depend on their order, files or partitions: the
 * sums of the halves of each row's 64-bit hash.
 *
 * @param rows rows
 * @param digest hexadecimal
 */
public record InputFingerprint(long rows, String digest) {

    /** The fingerprint of rows whose {@link ReleaseContent#hash} is known. */
    public static InputFingerprint of(List<Long> hashes) {
        return of(
                hashes.size(),
                hashes.stream().mapToLong(hash -> hash >>> 32).sum(),
                hashes.stream().mapToLong(hash -> hash & 0xFFFFFFFFL).sum());
    }

    private static InputFingerprint of(long rows, long upper, long lower) {
        return new InputFingerprint(rows, String.format(Locale.ROOT, "%016x%016x", upper, lower));
    }

    /** The fingerprint of rows of the canonical schema. */
    public static InputFingerprint of(Dataset<Row> releases) {
        Column hash = ReleaseContent.hash();
        Row row = releases.select(hash.as("hash"))
                .agg(
                        count(lit(1)),
                        coalesce(sum(shiftrightunsigned(col("hash"), 32)), lit(0L)),
                        coalesce(sum(col("hash").bitwiseAND(0xFFFFFFFFL)), lit(0L)))
                .head();
        return of(row.getLong(0), row.getLong(1), row.getLong(2));
    }
}
