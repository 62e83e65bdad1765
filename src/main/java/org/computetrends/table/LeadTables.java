package org.computetrends.table;

import static org.computetrends.table.Column.required;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Concentration;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.MedianAndInterval;
import org.jspecify.annotations.Nullable;

/**
 * The tables of who leads, and by how much: {@code leads}, {@code concentration}, {@code frontier_gaps} and {@code
 * threshold_reaches}.
 */
public final class LeadTables {
    private static final Column YEAR = required("year", DataTypes.IntegerType, "The year.");
    private static final Column UP_TO = required(
            "up_to",
            DataTypes.DateType,
            "Releases are counted up to this day: the last of the year, or the last day analysed.");

    public static final RecordTable<Lag> LEADS = leads();

    public static final RecordTable<Concentration.Share> CONCENTRATION = RecordTable.<Concentration.Share>named(
                    "concentration",
                    "Shares of a year's frontier releases by organization and country. A release of several is split"
                            + " equally among them, so that shares of a year add up to 1. For the metrics of the setting"
                            + " threshold-counts.")
            .metric(Concentration.Share::metric)
            .oneOf(
                    "grouped_by",
                    Concentration.Share::grouping,
                    new Cohort.Attribute[] {Cohort.Attribute.ORGANIZATION, Cohort.Attribute.COUNTRY},
                    Cohort.Attribute::id)
            .meaning("The grouping: organization or country.")
            .column(YEAR, Concentration.Share::year)
            .text("value", Concentration.Share::owner)
            .meaning("The organization or country, in lower case; unknown for releases that name none.")
            .key()
            .column(UP_TO, Concentration.Share::upTo)
            .column(ReportingTable.KNOWN_TO, Concentration.Share::knownTo)
            .optionalNumber("frontier_releases", Concentration.Share::releases)
            .meaning("The year's frontier releases by the organization or country, with parts of shared releases.")
            .optionalNumber("frontier_share", Concentration.Share::shareOfReleases)
            .meaning("The organization's or country's share of the year's frontier releases.")
            .optionalNumber("amount_share", Concentration.Share::shareOfAmount)
            .meaning("Its share of the sum of the values, such as compute, of the year's frontier releases.")
            .optionalNumber("record_share", Concentration.Share::shareOfRecords)
            .meaning("Its share of the year's records; null where the year has none.")
            .build();

    public static final RecordTable<Concentration.Gap> FRONTIER_GAPS = RecordTable.<Concentration.Gap>named(
                    "frontier_gaps",
                    "The gap between the largest release and the tenth largest, up to the end of a year. Derivatives"
                            + " are left out. No row while there are fewer than ten.")
            .metric(Concentration.Gap::metric)
            .column(YEAR, Concentration.Gap::year)
            .key()
            .column(UP_TO, Concentration.Gap::upTo)
            .column(ReportingTable.KNOWN_TO, Concentration.Gap::knownTo)
            .text("largest_release", Concentration.Gap::largest)
            .meaning("The id of the largest release.")
            .text("tenth_release", Concentration.Gap::tenth)
            .meaning("The id of the tenth largest release.")
            .optionalNumber("largest_value", Concentration.Gap::largestValue)
            .meaning("The value of the largest, in the metric's unit.")
            .optionalNumber("tenth_value", Concentration.Gap::tenthValue)
            .meaning("The value of the tenth largest, in the metric's unit.")
            .optionalNumber("gap_oom", Concentration.Gap::oom)
            .meaning("Orders of magnitude between the largest and the tenth largest release.")
            .optionalNumber("months_behind", Concentration.Gap::monthsBehind)
            .meaning("Months to up_to from the first release that was as large as the tenth largest.")
            .build();

    public static final RecordTable<Concentration.Reach> THRESHOLD_REACHES = RecordTable.<Concentration.Reach>named(
                    "threshold_reaches",
                    "How many releases had reached a threshold by the end of a year, and the time from the first to"
                            + " the tenth. Derivatives are left out, unlike in threshold_counts.")
            .metric(Concentration.Reach::metric)
            .number("threshold", Concentration.Reach::threshold)
            .meaning("The threshold, in the metric's unit.")
            .column(YEAR, Concentration.Reach::year)
            .key()
            .column(UP_TO, Concentration.Reach::upTo)
            .column(ReportingTable.KNOWN_TO, Concentration.Reach::knownTo)
            .oneOf("status", Concentration.Reach::status, Concentration.Reach.Status.values())
            .meaning("Whether ten releases had reached the threshold: TEN_REACHED, FEWER_THAN_TEN or NOT_REACHED.")
            .count("n_releases", Concentration.Reach::releases)
            .meaning("Releases at or above the threshold.")
            .count("n_organizations", Concentration.Reach::organizations)
            .meaning("Organizations of the n_releases releases.")
            .count("n_countries", Concentration.Reach::countries)
            .meaning("Countries of the n_releases releases.")
            .optionalDate("first_date", Concentration.Reach::first)
            .meaning("The date of the first release at or above the threshold; null where there is none.")
            .optionalDate("tenth_date", Concentration.Reach::tenth)
            .meaning("The date of the tenth release at or above the threshold; null where there are fewer.")
            .optionalNumber("first_to_tenth_months", Concentration.Reach::firstToTenthMonths)
            .meaning("Months from the first to the tenth; null where there are fewer than ten.")
            .build();

    private LeadTables() {}

    private static RecordTable<Lag> leads() {
        TableBuilder<Lag> table = RecordTable.<Lag>named(
                        "leads",
                        "By how many months one group's frontier trailed another's on a date, in a vintage. Dates: each"
                                + " 1 January after both groups' lines begin, the last day that both reach, and the vintage's date."
                                + " Each group is ranked separately. Releases without an estimate are left out.")
                .text("lead", row -> row.lead().id())
                .meaning("The lead's id, a block of the setting leads.")
                .date("values_vintage", Lag::vintage)
                .meaning("The vintage used: the run's own or an earlier one.")
                .date("on_date", Lag::on)
                .meaning("The date; the vintage's where lines cannot be compared.")
                .key()
                .column(ReportingTable.KNOWN_TO, Lag::knownTo)
                .text("label", row -> row.lead().label())
                .meaning("The lead's label.")
                .metric(row -> row.lead().metric())
                .text("cohort", row -> row.lead().cohort().id())
                .meaning("The cohort compared within each group.")
                .oneOf("status", Lag::status, Lag.Status.values())
                .meaning("FITTED, or why lines cannot be compared: AFTER_SPAN, where a line has ended before the date;"
                        + " TOO_FEW_RELEASES; NO_COMMON_SPAN; or NOT_GROWING, where a line does not rise.")
                .oneOf("measure", row -> row.lead().measure(), Lead.Measure.values())
                .meaning("The main measure of the lag: BEHIND or CATCH_UP.");
        addSide(table, "leader", row -> row.lead().leader().label(), Lag::leader);
        addSide(table, "follower", row -> row.lead().follower().label(), Lag::follower);
        table.optionalNumber("gap_oom", Lag::lines, Lag.Lines::gapOom)
                .meaning("The leader's line minus the follower's, orders of magnitude.");
        addMonths(
                table,
                "behind",
                "Months since the leader's line was as high as the follower's on the date",
                Lag.Lines::behind);
        addMonths(
                table,
                "catch_up",
                "Months until the follower's line, at its own pace, is as high as the leader's on the date",
                Lag.Lines::catchUp);
        addMonths(
                table,
                "average_behind",
                "Mean of behind_months over the span that both lines share, the same on all dates",
                Lag.Lines::averageBehind);
        return table.optionalText("record_release", row -> row.stairs().record(), Lag.Step::releaseId)
                .meaning("The id of the follower's largest release up to the date.")
                .optionalText("record_name", row -> row.stairs().record(), Lag.Step::name)
                .meaning("The name of record_release.")
                .optionalDate("record_published_on", row -> row.stairs().record(), Lag.Step::publishedOn)
                .meaning("The date of record_release.")
                .optionalText("match_release", row -> row.stairs().match(), Lag.Step::releaseId)
                .meaning("The id of the leader's first release at least as large as"
                        + " record_release; null where there is none.")
                .optionalText("match_name", row -> row.stairs().match(), Lag.Step::name)
                .meaning("The name of match_release; null where there is none.")
                .optionalDate("match_published_on", row -> row.stairs().match(), Lag.Step::publishedOn)
                .meaning("The date of match_release; null where there is none.")
                .optionalNumber("staircase_months", row -> row.stairs().months())
                .meaning("Months from match_release to the date; negative where match_release is later than"
                        + " the date, null where there is none.")
                .count("n_records", row -> row.stairs().recordCount())
                .meaning("The follower's new records since the first date of its line in the settings.")
                .count("n_unmatched", row -> row.stairs().unmatchedCount())
                .meaning("Of the n_records records, those that the leader never reached.")
                .optionalNumber("record_lag_months", average(MedianAndInterval::median))
                .meaning("Mean months from the leader's match to the follower's record, over the"
                        + " records that the leader reached; null where it reached none.")
                .optionalNumber("record_lag_ci95_low", average(MedianAndInterval::low))
                .meaning("95% interval of record_lag_months, lower end: records resampled; null for fewer than two.")
                .optionalNumber("record_lag_ci95_high", average(MedianAndInterval::high))
                .meaning("95% interval of record_lag_months, upper end; null for fewer than two records.")
                .build();
    }

    private static void addSide(
            TableBuilder<Lag> table, String name, Function<Lag, String> label, Function<Lag, Lag.Side> side) {
        table.text(name, label::apply)
                .meaning("The " + name + "'s label.")
                .count(name + "_n", row -> side.apply(row).n())
                .meaning("Releases that the " + name + "'s line is fitted to.")
                .optionalDate(name + "_first_date", row -> side.apply(row).first())
                .meaning("The date of the first release in the " + name + "'s line; null if there is none.")
                .optionalDate(name + "_last_date", row -> side.apply(row).last())
                .meaning("The date of the last release in the " + name + "'s line; null if there is none.")
                .optionalNumber(
                        name + "_slope_oom_per_year", row -> side.apply(row).slope())
                .meaning("Growth of the " + name + "'s line, orders of magnitude a year.");
    }

    private static void addMonths(
            TableBuilder<Lag> table, String name, String meaning, Function<Lag.Lines, MedianAndInterval> months) {
        table.optionalNumber(name + "_months", Lag::lines, months.andThen(MedianAndInterval::median))
                .meaning(meaning + "; negative where the follower is ahead.")
                .optionalNumber(name + "_ci95_low", Lag::lines, months.andThen(MedianAndInterval::low))
                .meaning("95% interval of " + name
                        + "_months, lower end: organizations of both groups resampled; null where it has no bound, or a group"
                        + " has fewer than two organizations.")
                .optionalNumber(name + "_ci95_high", Lag::lines, months.andThen(MedianAndInterval::high))
                .meaning("95% interval of " + name
                        + "_months, upper end; null where it has no bound, or a group has fewer than two"
                        + " organizations.");
    }

    private static Function<Lag, @Nullable Object> average(Function<MedianAndInterval, Object> value) {
        return RecordTable.ofPart(row -> row.stairs().average(), value);
    }
}
