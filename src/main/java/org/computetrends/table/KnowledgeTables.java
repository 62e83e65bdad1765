package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ReportingDelay;
import org.computetrends.domain.ThresholdCount;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.VintageScope;

/** The tables of what was known when: {@code reporting_delays} and {@code threshold_counts}. */
public final class KnowledgeTables {

    /** The names of scopes in tables. */
    static final List<String> SCOPES = Stream.concat(VintageScope.ids().stream(), Stream.of(Vintage.scopeName(null)))
            .toList();

    public static final RecordTable<ReportingDelay> REPORTING_DELAYS = RecordTable.<ReportingDelay>named(
                    "reporting_delays", "How late values are reported: the share known at an age of the release.")
            .key(text("metric", "The metric's id."), ReportingDelay::metric)
            .key(text("cohort", "The releases: all of them, or the frontier."), ReportingDelay::cohort)
            .key(
                    required("age_months", DataTypes.IntegerType, "Age of the release, in calendar months."),
                    ReportingDelay::ageMonths)
            .column(
                    required(
                            "from_vintage",
                            DataTypes.DateType,
                            "The first vintage used. Releases dated before it are left out."),
                    ReportingDelay::fromVintage)
            .column(
                    count("n_values", "Releases dated since then that have a value in the run's vintage."),
                    ReportingDelay::values)
            .column(
                    count(
                            "n_rejudged",
                            "Of these, those that entered when the source changed what it lists, in a span of the setting"
                                    + " seams; they are left out of the next columns."),
                    ReportingDelay::rejudged)
            .column(
                    count("n_reached", "Of the others, those that had reached this age by the run's vintage."),
                    ReportingDelay::reached)
            .column(
                    count(
                            "n_known_at_least",
                            "Of these, those with a value by the last vintage at or before this age."),
                    ReportingDelay::knownAtLeast)
            .column(
                    count("n_known_at_most", "Of these, those with a value by the first vintage at or after this age."),
                    ReportingDelay::knownAtMost)
            .column(
                    number(
                            "share_at_least",
                            "Lower bound of the share known at this age; null where no release has reached it. Based on"
                                    + " values known by the run's vintage, so too high where more will come."),
                    ReportingDelay::shareAtLeast)
            .column(number("share_at_most", "Upper bound of that share; null likewise."), ReportingDelay::shareAtMost)
            .build();

    public static final RecordTable<ThresholdCount> THRESHOLD_COUNTS = RecordTable.<ThresholdCount>named(
                    "threshold_counts",
                    "How many releases had a value at or above a threshold in each vintage. Counts also differ by"
                            + " editorial policy: which releases the source lists, calls notable and estimates.")
            .key(
                    required(
                            "counted_vintage",
                            DataTypes.DateType,
                            "The vintage counted: the row's own, or an older one."),
                    ThresholdCount::vintage)
            .key(
                    text("scope", "The scope counted: milestones, paper, all, notable or large-scale; or unrecorded.")
                            .oneOf(SCOPES),
                    ThresholdCount::scope)
            .key(text("metric", "The metric's id."), ThresholdCount::metric)
            .key(
                    required("threshold", DataTypes.DoubleType, "The threshold, in the metric's unit."),
                    ThresholdCount::threshold)
            .column(VintageTables.SEAM, ThresholdCount::seam)
            .column(count("n_at_least", "Releases with a value at or above it."), ThresholdCount::atLeast)
            .column(count("n_with_value", "Releases with a value of the metric."), ThresholdCount::withValue)
            .build();

    private KnowledgeTables() {}
}
