package org.computetrends.table;

import java.util.List;
import java.util.stream.Stream;
import org.computetrends.domain.ReportingDelay;
import org.computetrends.domain.ThresholdCount;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.VintageScope;

/** The tables of what was known at which time: {@code reporting_delays}, and {@code threshold_counts} by vintage. */
public final class KnowledgeTables {

    /** The names of scopes in tables. */
    static final List<String> SCOPES = Stream.concat(VintageScope.ids().stream(), Stream.of(Vintage.scopeName(null)))
            .toList();

    public static final RecordTable<ReportingDelay> REPORTING_DELAYS = RecordTable.<ReportingDelay>named(
                    "reporting_delays", "How late values are reported: the share known at an age of the release.")
            .metric(ReportingDelay::metric)
            .text("cohort", ReportingDelay::cohort)
            .meaning("The releases: all of them, or the frontier.")
            .wholeNumber("age_months", ReportingDelay::ageMonths)
            .meaning("Age of the release, in calendar months.")
            .key()
            .date("from_vintage", ReportingDelay::fromVintage)
            .meaning("The first vintage used. Releases dated before it are left out.")
            .count("n_values", ReportingDelay::values)
            .meaning("Releases dated since from_vintage that have a value in the run's vintage.")
            .count("n_rejudged", ReportingDelay::addedBySeam)
            .meaning("Of the n_values releases, those that a seam added: a vintage from their date or later"
                    + " lacks them. Their delay is unknown, so n_reached excludes them.")
            .count("n_reached", ReportingDelay::reached)
            .meaning("Of the other n_values releases, those that had reached the age by the run's vintage.")
            .count("n_known_at_least", ReportingDelay::knownAtLeast)
            .meaning("Of the n_reached releases, those with a value in some vintage at or before"
                    + " the day on which they reached the age.")
            .count("n_known_at_most", ReportingDelay::knownAtMost)
            .meaning("Of the n_reached releases, those with a value in the first vintage at or after"
                    + " the day on which they reached the age, or in an earlier one.")
            .optionalNumber("share_at_least", ReportingDelay::shareAtLeast)
            .meaning("Lower bound of the share known at the age; null where no release has reached it. Based on values"
                    + " known by the run's vintage, so too high where more values will come.")
            .optionalNumber("share_at_most", ReportingDelay::shareAtMost)
            .meaning("Upper bound of the share known at the age; null where no release has reached it.")
            .build();

    public static final RecordTable<ThresholdCount> THRESHOLD_COUNTS = RecordTable.<ThresholdCount>named(
                    "threshold_counts",
                    "How many releases had a value at or above a threshold in each vintage. Counts also differ by"
                            + " editorial policy: which releases the source lists, calls notable and estimates.")
            .date("counted_vintage", ThresholdCount::vintage)
            .meaning("The vintage counted: the row's own, or an older one.")
            .text("scope", ThresholdCount::scope)
            .oneOf(SCOPES)
            .meaning("The scope counted: milestones, paper, all, notable or large-scale; or unrecorded.")
            .metric(ThresholdCount::metric)
            .number("threshold", ThresholdCount::threshold)
            .meaning("The threshold, in the metric's unit.")
            .key()
            .column(VintageTables.SEAM, ThresholdCount::seam)
            .count("n_at_least", ThresholdCount::atLeast)
            .meaning("Releases with a value at or above the threshold.")
            .count("n_with_value", ThresholdCount::withValue)
            .meaning("Releases with a value of the metric.")
            .build();

    private KnowledgeTables() {}
}
