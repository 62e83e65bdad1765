package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Concentration;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.Quantity;
import org.jspecify.annotations.Nullable;

/** Who leads, and by how much: {@code leads}, {@code concentration}, {@code frontier_gaps} and {@code threshold_reaches}. */
public final class LeadTables {
    private static final Column YEAR = required("year", DataTypes.IntegerType, "The year.");
    private static final Column UP_TO = required(
            "up_to",
            DataTypes.DateType,
            "Releases are counted up to this day: the last of the year, or the vintage's.");
    private static final Column METRIC = text("metric", "The metric's id.");

    public static final RecordTable<Lag> LEADS = leads();

    public static final RecordTable<Concentration.Share> CONCENTRATION = RecordTable.<Concentration.Share>named(
                    "concentration",
                    "Shares of a year's frontier releases by organization and country. A release of several is split"
                            + " equally among them, so that shares of a year add up to 1. For the metrics of the setting"
                            + " threshold-counts.")
            .key(METRIC, Concentration.Share::metric)
            .key(
                    text("grouped_by", "The grouping: organization or country.")
                            .oneOf(
                                    new Cohort.Attribute[] {Cohort.Attribute.ORGANIZATION, Cohort.Attribute.COUNTRY},
                                    Cohort.Attribute::id),
                    row -> row.grouping().id())
            .key(YEAR, Concentration.Share::year)
            .key(
                    text("value", "The organization or country, in lower case; unknown for releases that name none."),
                    Concentration.Share::value)
            .column(UP_TO, Concentration.Share::upTo)
            .column(ReportingTable.KNOWN_TO, Concentration.Share::knownTo)
            .column(
                    number("frontier_releases", "Its releases of the frontier, with parts of shared releases."),
                    Concentration.Share::releases)
            .column(
                    number("frontier_share", "Its share of the year's releases of the frontier."),
                    Concentration.Share::ofReleases)
            .column(
                    number("amount_share", "Its share of the sum of these releases' values, such as compute."),
                    Concentration.Share::ofAmount)
            .column(
                    number("record_share", "Its share of the year's records; null where the year has none."),
                    Concentration.Share::ofRecords)
            .build();

    public static final RecordTable<Concentration.Gap> FRONTIER_GAPS = RecordTable.<Concentration.Gap>named(
                    "frontier_gaps",
                    "The gap between the largest release and the tenth largest, up to the end of a year. Derivatives"
                            + " are left out. No row while there are fewer than ten.")
            .key(METRIC, Concentration.Gap::metric)
            .key(YEAR, Concentration.Gap::year)
            .column(UP_TO, Concentration.Gap::upTo)
            .column(ReportingTable.KNOWN_TO, Concentration.Gap::knownTo)
            .column(text("largest_release", "The id of the largest."), Concentration.Gap::largest)
            .column(text("tenth_release", "The id of the tenth largest."), Concentration.Gap::tenth)
            .column(
                    number("largest_value", "The value of the largest, in the metric's unit."),
                    Concentration.Gap::largestValue)
            .column(
                    number("tenth_value", "The value of the tenth largest, in the metric's unit."),
                    Concentration.Gap::tenthValue)
            .column(number("gap_oom", "Orders of magnitude between them."), Concentration.Gap::oom)
            .column(
                    number("months_behind", "Months from the first release that was as large as the tenth to up_to."),
                    Concentration.Gap::monthsBehind)
            .build();

    public static final RecordTable<Concentration.Reach> THRESHOLD_REACHES = RecordTable.<Concentration.Reach>named(
                    "threshold_reaches",
                    "How many releases had reached a threshold by the end of a year, and the time from the first to"
                            + " the tenth. Derivatives are left out, unlike in threshold_counts.")
            .key(METRIC, Concentration.Reach::metric)
            .key(
                    required("threshold", DataTypes.DoubleType, "The threshold, in the metric's unit."),
                    Concentration.Reach::threshold)
            .key(YEAR, Concentration.Reach::year)
            .column(UP_TO, Concentration.Reach::upTo)
            .column(ReportingTable.KNOWN_TO, Concentration.Reach::knownTo)
            .column(
                    text("status", "Whether ten releases had reached it: TEN_REACHED, FEWER_THAN_TEN or NOT_REACHED.")
                            .oneOf(Concentration.Reach.Status.values()),
                    row -> row.status().name())
            .column(count("n_releases", "Releases at or above it."), Concentration.Reach::releases)
            .column(count("n_organizations", "Organizations of these releases."), Concentration.Reach::organizations)
            .column(count("n_countries", "Countries of these releases."), Concentration.Reach::countries)
            .column(date("first_date", "The date of the first; null where there is none."), Concentration.Reach::first)
            .column(
                    date("tenth_date", "The date of the tenth; null where there are fewer."),
                    Concentration.Reach::tenth)
            .column(
                    number(
                            "first_to_tenth_months",
                            "Months from the first to the tenth; null where there are fewer than ten."),
                    Concentration.Reach::firstToTenthMonths)
            .build();

    private LeadTables() {}

    private static RecordTable<Lag> leads() {
        RecordTable.Builder<Lag> table = RecordTable.<Lag>named(
                        "leads",
                        "By how many months one group's frontier trailed another's on a date, in a vintage. Dates: each"
                                + " 1 January after both groups' lines begin, the last day that both reach, and the vintage's date."
                                + " Each group is ranked separately. Releases without an estimate are left out.")
                .key(
                        text("lead", "The lead's id, a block of the setting leads."),
                        row -> row.lead().id())
                .key(
                        required(
                                "values_vintage",
                                DataTypes.DateType,
                                "The vintage used: the run's own or an earlier one."),
                        Lag::vintage)
                .key(
                        required(
                                "on_date",
                                DataTypes.DateType,
                                "The date; the vintage's where lines cannot be compared."),
                        Lag::on)
                .column(ReportingTable.KNOWN_TO, Lag::knownTo)
                .column(text("label", "The lead's label."), row -> row.lead().label())
                .column(METRIC, row -> row.lead().metric())
                .column(
                        text("cohort", "The cohort compared within each group."),
                        row -> row.lead().cohort().id())
                .column(
                        text(
                                        "status",
                                        "FITTED, or why lines cannot be compared: AFTER_SPAN, where one has ended; TOO_FEW_RELEASES;"
                                                + " NO_COMMON_SPAN; or NOT_GROWING, where one does not rise.")
                                .oneOf(Lag.Status.values()),
                        row -> row.status().name())
                .column(
                        text("measure", "The main measure of the lag: BEHIND or CATCH_UP.")
                                .oneOf(Lead.Measure.values()),
                        row -> row.lead().measure().name());
        side(table, "leader", row -> row.lead().leader().label(), Lag::leader);
        side(table, "follower", row -> row.lead().follower().label(), Lag::follower);
        table.column(
                number("gap_oom", "The leader's line minus the follower's, orders of magnitude."),
                lines(Lag.Lines::gapOom));
        months(
                table,
                "behind",
                "Months since the leader's line was as high as the follower's on the date",
                Lag.Lines::behind);
        months(
                table,
                "catch_up",
                "Months until the follower's line, at its own pace, is as high as the leader's on the date",
                Lag.Lines::catchUp);
        months(
                table,
                "average_behind",
                "Mean of behind_months over the span that both lines share, equal on all dates",
                Lag.Lines::averageBehind);
        return table.column(
                        optional(
                                "record_release",
                                DataTypes.StringType,
                                "The id of the follower's largest release up to the date."),
                        row -> row.stairs().record())
                .column(
                        optional(
                                "match_release",
                                DataTypes.StringType,
                                "The id of the leader's first release as large as that; null where there is none."),
                        row -> row.stairs().match())
                .column(
                        number(
                                "staircase_months",
                                "Months from match_release to the date; negative where the follower was first."),
                        row -> row.stairs().months())
                .column(
                        count("n_records", "The follower's new records since its line begins."),
                        row -> row.stairs().records())
                .column(
                        count("n_unmatched", "Of these, those that the leader never reached."),
                        row -> row.stairs().unmatched())
                .column(
                        number(
                                "record_lag_months",
                                "Mean months from the leader's match to the follower's record, over the others."),
                        average(Quantity::median))
                .column(
                        number("record_lag_ci95_low", "Its 95% interval, lower end: records resampled."),
                        average(Quantity::low))
                .column(number("record_lag_ci95_high", "Its upper end."), average(Quantity::high))
                .build();
    }

    private static void side(
            RecordTable.Builder<Lag> table, String name, Function<Lag, String> label, Function<Lag, Lag.Side> side) {
        table.column(text(name, "The " + name + "'s label."), label::apply)
                .column(
                        count(name + "_n", "Releases that its line is fitted to."),
                        row -> side.apply(row).n())
                .column(
                        date(name + "_first_date", "The date of the first of these releases; null without any."),
                        row -> side.apply(row).first())
                .column(
                        date(name + "_last_date", "The date of the last of these releases; null without any."),
                        row -> side.apply(row).last())
                .column(
                        number(name + "_slope_oom_per_year", "Growth of its line, orders of magnitude a year."),
                        row -> side.apply(row).slope());
    }

    private static void months(
            RecordTable.Builder<Lag> table, String name, String meaning, Function<Lag.Lines, Quantity> months) {
        table.column(
                        number(name + "_months", meaning + "; negative where the follower is ahead."),
                        lines(lines -> months.apply(lines).median()))
                .column(
                        number(
                                name + "_ci95_low",
                                "Its 95% interval, lower end: organizations of both groups resampled; null where it has no bound."),
                        lines(lines -> months.apply(lines).low()))
                .column(
                        number(name + "_ci95_high", "Its upper end; null where it has no bound."),
                        lines(lines -> months.apply(lines).high()));
    }

    private static Function<Lag, @Nullable Object> lines(ToDoubleFunction<Lag.Lines> value) {
        return row -> {
            Lag.Lines lines = row.lines();
            return lines == null ? null : (Object) value.applyAsDouble(lines);
        };
    }

    private static Function<Lag, @Nullable Object> average(ToDoubleFunction<Quantity> value) {
        return row -> {
            Quantity average = row.stairs().average();
            return average == null ? null : (Object) value.applyAsDouble(average);
        };
    }
}
