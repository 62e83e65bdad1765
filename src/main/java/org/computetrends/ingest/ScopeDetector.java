package org.computetrends.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.VintageScope;
import org.computetrends.table.CanonicalRelease;

/**
 * Detects the scope of a published file, which is the kind of releases that the file lists, by its columns and rows.
 * Only rows with a name count. A <em>flag</em> is a value, true or false, in the column of notable releases. The first
 * rule that applies decides; the scope is undecided if none applies:
 *
 * <ul>
 *   <li>undecided: the rules for {@code large-scale} and {@code notable} both apply.
 *   <li>{@code large-scale}: there are many values of training compute, and nearly all are large.
 *   <li>{@code notable}: every release has the flag true.
 *   <li>{@code all}: some releases have the flag true, and others do not.
 *   <li>undecided: some releases have a flag, but none is true.
 *   <li>{@code paper}: there is a column that only the database's former list of milestones had, and the training
 *       compute of every release is known.
 *   <li>{@code milestones}: there is such a column, and the training compute of some releases is unknown.
 * </ul>
 *
 * @param milestoneColumns columns that only the database's former list of milestones had
 * @param largeScaleFromFlop the minimum training compute of a large-scale list, in FLOP
 * @param largeScaleShare the minimum share, from 0 to 1, of values at or above {@code largeScaleFromFlop}
 * @param largeScaleValues the minimum number of values of training compute in a large-scale list
 */
public record ScopeDetector(
        List<String> milestoneColumns, double largeScaleFromFlop, double largeScaleShare, long largeScaleValues) {

    public ScopeDetector {
        milestoneColumns = List.copyOf(milestoneColumns);
    }

    /**
     * A scope and the reason for it.
     *
     * @param scope the kind of releases that the file lists
     * @param reason a clause, such as "every release is flagged notable"
     */
    public record DetectedScope(VintageScope scope, String reason) {}

    /**
     * The numbers of releases by which the scope is decided.
     *
     * @param releases releases with a name
     * @param withFlag releases with a flag, true or false
     * @param notable releases with the flag true
     * @param withCompute releases with training compute above 0
     * @param large releases with at least the minimum training compute of a large-scale list
     */
    private record Counts(long releases, long withFlag, long notable, long withCompute, long large) {}

    /**
     * Detects the scope of a file.
     *
     * @param releases the file's rows, of the canonical schema
     * @return empty if undecided
     */
    public Optional<DetectedScope> detect(List<String> columns, Dataset<Row> releases) {
        Counts counts = counts(releases);
        boolean isLargeScale =
                counts.withCompute() >= largeScaleValues && counts.large() >= largeScaleShare * counts.withCompute();
        boolean isNotable = counts.releases() > 0 && counts.notable() == counts.releases();
        if (isLargeScale) {
            return isNotable
                    ? Optional.empty()
                    : detected(
                            VintageScope.LARGE_SCALE,
                            "%d of %d values of training compute are at least %.0e FLOP",
                            counts.large(),
                            counts.withCompute(),
                            largeScaleFromFlop);
        }
        if (isNotable) {
            return detected(VintageScope.NOTABLE, "every release is flagged notable");
        }
        if (counts.withFlag() > 0) {
            return counts.notable() == 0
                    ? Optional.empty()
                    : detected(
                            VintageScope.ALL,
                            "%d of %d releases are flagged notable",
                            counts.notable(),
                            counts.releases());
        }
        return columns.stream()
                .filter(this::isMilestoneColumn)
                .findFirst()
                .flatMap(column -> counts.releases() > 0 && counts.withCompute() == counts.releases()
                        ? detected(
                                VintageScope.PAPER,
                                "it has the column '%s' and the training compute of every release, and no release has a flag",
                                column)
                        : detected(
                                VintageScope.MILESTONES, "it has the column '%s', and no release has a flag", column));
    }

    private static Optional<DetectedScope> detected(VintageScope scope, String reason, Object... values) {
        return Optional.of(new DetectedScope(scope, String.format(Locale.ROOT, reason, values)));
    }

    private boolean isMilestoneColumn(String column) {
        return milestoneColumns.stream()
                .anyMatch(milestoneColumn ->
                        ColumnMapping.normalized(milestoneColumn).equals(ColumnMapping.normalized(column)));
    }

    private Counts counts(Dataset<Row> releases) {
        Column compute = col(CanonicalRelease.TRAINING_COMPUTE);
        Row row = releases.filter(col(CanonicalRelease.MODEL).isNotNull())
                .agg(
                        count(lit(1)),
                        count(col(CanonicalRelease.NOTABLE)),
                        count(when(col(CanonicalRelease.NOTABLE), lit(1))),
                        count(when(compute.gt(0), lit(1))),
                        count(when(compute.geq(largeScaleFromFlop), lit(1))))
                .head();
        return new Counts(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
}
