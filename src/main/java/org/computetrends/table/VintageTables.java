package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.VintageChange;
import org.jspecify.annotations.Nullable;

/** The tables of changes between consecutive vintages: {@code vintage_changes} and {@code value_changes}. */
public final class VintageTables {
    private static final Column FROM_VINTAGE = required("from_vintage", DataTypes.DateType, "The earlier vintage.");

    private static final Column TO_VINTAGE =
            required("to_vintage", DataTypes.DateType, "The next vintage: the run's own or an earlier one.");

    /** The seams between a vintage and the one before. */
    static final Column SEAM = optional(
            "seam",
            DataTypes.StringType,
            "The ids of the seams between the vintage and the one before, as in the setting seams, joined by"
                    + " commas; null for none. Changes across a seam are not growth.");

    public static final RecordTable<VintageChange> VINTAGE_CHANGES = RecordTable.<VintageChange>named(
                    "vintage_changes", "How a trend's growth changed from a vintage to the next, and why.")
            .key(text("metric", "The metric's id."), row -> row.trend().metric())
            .key(text("cohort", "The cohort's id."), row -> row.trend().cohort())
            .key(text("era", "The era's id."), row -> row.trend().era())
            .key(FROM_VINTAGE, VintageChange::fromVintage)
            .key(TO_VINTAGE, VintageChange::toVintage)
            .column(SEAM, VintageChange::seam)
            .column(
                    text(
                                    "status",
                                    "SPLIT, or why not: NO_FIT_BEFORE, NO_FIT_AFTER, or NO_FIT_BETWEEN with only some changes.")
                            .oneOf(VintageChange.Status.values()),
                    row -> row.status().name())
            .column(
                    number("slope_before_oom_per_year", "Growth on the earlier vintage; null when not fitted."),
                    row -> row.before().slopeOomPerYear())
            .column(
                    number("slope_after_oom_per_year", "Growth on the later vintage; null when not fitted."),
                    row -> row.after().slopeOomPerYear())
            .column(
                    number("doubling_time_before_months", "Months to double before; null when it does not grow."),
                    row -> row.before().doublingTimeMonths())
            .column(
                    number("doubling_time_after_months", "Months to double since; null when it does not grow."),
                    row -> row.after().doublingTimeMonths())
            .column(
                    number(
                            "change_oom_per_year",
                            "Slope after minus slope before, OOM a year; null unless both are fitted."),
                    VintageTables::change)
            .column(
                    number(
                            "part_revised_oom_per_year",
                            "The part of the change due to revised releases: values, dates and labels."),
                    part(VintageChange.Split::revised))
            .column(
                    number("part_added_oom_per_year", "The part of the change due to releases added."),
                    part(VintageChange.Split::added))
            .column(
                    number("part_withdrawn_oom_per_year", "The part of the change due to releases withdrawn."),
                    part(VintageChange.Split::withdrawn))
            .column(
                    number(
                            "part_rules_oom_per_year",
                            "The part of the change due to other rules; 0 for the same rules."),
                    part(VintageChange.Split::rules))
            .column(
                    count("n_before", "Observations on the earlier vintage."),
                    row -> row.before().n())
            .column(
                    count("n_after", "Observations on the later vintage."),
                    row -> row.after().n())
            .column(
                    count(
                            "releases_revised",
                            "Releases of any cohort whose value of the metric, or date, was revised."),
                    VintageChange::revised)
            .column(
                    count("releases_added", "Releases of any cohort added with a value of the metric."),
                    VintageChange::added)
            .column(
                    count("releases_withdrawn", "Releases of any cohort withdrawn that had a value of the metric."),
                    VintageChange::withdrawn)
            .build();

    public static final RecordTable<ValueChange> VALUE_CHANGES = RecordTable.<ValueChange>named(
                    "value_changes",
                    "A release's value that differs between two consecutive vintages. Undone from the run's vintage backwards, they"
                            + " give every value of an older one.")
            .key(
                    text(
                            "release_id",
                            "The release's id in the later vintage; in the earlier one, where it was withdrawn."),
                    ValueChange::releaseId)
            .key(text("metric", "The metric's id."), ValueChange::metric)
            .key(
                    text(
                                    "kind",
                                    "REVISED: both vintages have the release, possibly under another name. ADDED or WITHDRAWN: only"
                                            + " the later, or only the earlier, has it. RESTATED: both have the same value, but for"
                                            + " the release's id or the rounding of the last digits.")
                            .oneOf(ValueChange.Kind.values()),
                    row -> row.kind().name())
            .key(FROM_VINTAGE, ValueChange::fromVintage)
            .key(TO_VINTAGE, ValueChange::toVintage)
            .column(
                    optional(
                            "old_release_id",
                            DataTypes.StringType,
                            "The release's id in the earlier vintage, if it differs; else null."),
                    ValueChange::oldReleaseId)
            .column(
                    number("old_value", "The value before, in the metric's unit; null where there was none."),
                    row -> value(row.before()))
            .column(
                    number("new_value", "The value since, in the metric's unit; null where there is none."),
                    row -> value(row.after()))
            .column(
                    date("old_published_on", "The release's date before, imputed; null where there was no value."),
                    row -> day(row.before()))
            .column(
                    date("new_published_on", "The release's date since, imputed; null where there is no value."),
                    row -> day(row.after()))
            .build();

    private VintageTables() {}

    private static @Nullable Object change(VintageChange row) {
        Double before = row.before().slopeOomPerYear();
        Double after = row.after().slopeOomPerYear();
        return before == null || after == null ? null : (Double) (after - before);
    }

    private static Function<VintageChange, @Nullable Object> part(Function<VintageChange.Split, Double> part) {
        return row -> {
            VintageChange.Split split = row.split();
            return split == null ? null : part.apply(split);
        };
    }

    private static @Nullable Object value(ValueChange.@Nullable Dated dated) {
        return dated == null ? null : (Double) dated.value();
    }

    private static @Nullable Object day(ValueChange.@Nullable Dated dated) {
        return dated == null ? null : dated.publishedOn();
    }
}
