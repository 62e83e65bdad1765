package org.computetrends.table;

import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;

import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.ValueChange.DatedValue;
import org.computetrends.domain.VintageChange;
import org.jspecify.annotations.Nullable;

/** The tables of changes between consecutive vintages: {@code vintage_changes} and {@code value_changes}. */
public final class VintageTables {
    private static final Column FROM_VINTAGE = required("from_vintage", DataTypes.DateType, "The earlier vintage.");

    private static final Column TO_VINTAGE =
            required("to_vintage", DataTypes.DateType, "The vintage after from_vintage; at the latest the run's own.");

    /** The editorial changes of the source, called seams, between a vintage and the one before. */
    static final Column SEAM = optional(
            "seam",
            DataTypes.StringType,
            "The ids of the seams between the vintage and the one before, as in the setting seams, joined by"
                    + " commas; null for none. Changes across a seam are the source's editing, not growth.");

    public static final RecordTable<VintageChange> VINTAGE_CHANGES = RecordTable.<VintageChange>named(
                    "vintage_changes", "How a trend's growth changed from a vintage to the next, and why.")
            .trend(VintageChange::trend)
            .column(FROM_VINTAGE, VintageChange::fromVintage)
            .column(TO_VINTAGE, VintageChange::toVintage)
            .key()
            .column(SEAM, VintageChange::seam)
            .oneOf("status", VintageChange::status, VintageChange.Status.values())
            .meaning("SPLIT: the change has parts. Otherwise why not: the trend cannot be fitted on the earlier vintage"
                    + " (NO_FIT_BEFORE), on the later one (NO_FIT_AFTER), or with only some of the changes"
                    + " (NO_FIT_BETWEEN).")
            .optionalNumber("slope_before_oom_per_year", row -> row.before().slopeOomPerYear())
            .meaning("Growth on the earlier vintage; null when not fitted.")
            .optionalNumber("slope_after_oom_per_year", row -> row.after().slopeOomPerYear())
            .meaning("Growth on the later vintage; null when not fitted.")
            .optionalNumber("doubling_time_before_months", row -> row.before().doublingTimeMonths())
            .meaning("Doubling time on the earlier vintage, in months; null when not fitted, or when the metric does"
                    + " not grow.")
            .optionalNumber("doubling_time_after_months", row -> row.after().doublingTimeMonths())
            .meaning("Doubling time on the later vintage, in months; null when not fitted, or when the metric does not"
                    + " grow.")
            .optionalNumber("change_oom_per_year", VintageTables::change)
            .meaning("Slope after minus slope before, OOM a year; null unless both are fitted.")
            .optionalNumber("part_revised_oom_per_year", VintageChange::split, VintageChange.Split::revised)
            .meaning("The part of the change due to revised releases: values, dates and labels.")
            .optionalNumber("part_added_oom_per_year", VintageChange::split, VintageChange.Split::added)
            .meaning("The part of the change due to releases added.")
            .optionalNumber("part_withdrawn_oom_per_year", VintageChange::split, VintageChange.Split::withdrawn)
            .meaning("The part of the change due to releases withdrawn.")
            .optionalNumber("part_rules_oom_per_year", VintageChange::split, VintageChange.Split::rules)
            .meaning("The part of the change due to other rules of selection; 0 where the rules are the same.")
            .count("n_before", row -> row.before().n())
            .meaning("Observations on the earlier vintage.")
            .count("n_after", row -> row.after().n())
            .meaning("Observations on the later vintage.")
            .count("releases_revised", VintageChange::revised)
            .meaning("Releases in both vintages, of any cohort, whose value or date differs, or that have a value in"
                    + " only one of the two.")
            .count("releases_added", VintageChange::added)
            .meaning("Releases added, of any cohort, with a value of the metric.")
            .count("releases_withdrawn", VintageChange::withdrawn)
            .meaning("Releases withdrawn, of any cohort, that had a value of the metric.")
            .build();

    public static final RecordTable<ValueChange> VALUE_CHANGES = RecordTable.<ValueChange>named(
                    "value_changes",
                    "A value that differs between two consecutive vintages, or whose release has another date or id."
                            + " Undoing all changes, from the run's vintage backwards, gives every value of an older vintage.")
            .text("release_id", ValueChange::releaseId)
            .meaning("The release's id in the later vintage; for a withdrawn release, in the earlier one.")
            .metric(ValueChange::metric)
            .oneOf("kind", ValueChange::kind, ValueChange.Kind.values())
            .meaning("REVISED: both vintages have the release, possibly under another name."
                    + " ADDED: only the later vintage has it. WITHDRAWN: only the earlier vintage has it. RESTATED:"
                    + " the value is the same, and only the release's id or the rounding of the last digits differs.")
            .column(FROM_VINTAGE, ValueChange::fromVintage)
            .column(TO_VINTAGE, ValueChange::toVintage)
            .key()
            .optionalText("old_release_id", ValueChange::oldReleaseId)
            .meaning("The release's id in the earlier vintage; null where it is the same, and for releases added or"
                    + " withdrawn.")
            .optionalNumber("old_value", ValueChange::before, DatedValue::value)
            .meaning("The value in from_vintage, in the metric's unit; null where there was none.")
            .optionalNumber("new_value", ValueChange::after, DatedValue::value)
            .meaning("The value in to_vintage, in the metric's unit; null where there is none.")
            .optionalDate("old_published_on", ValueChange::before, DatedValue::publishedOn)
            .meaning("The release's imputed date in from_vintage; null where there was no value.")
            .optionalDate("new_published_on", ValueChange::after, DatedValue::publishedOn)
            .meaning("The release's imputed date in to_vintage; null where there is no value.")
            .build();

    private VintageTables() {}

    private static @Nullable Object change(VintageChange row) {
        Double slopeBefore = row.before().slopeOomPerYear();
        Double slopeAfter = row.after().slopeOomPerYear();
        return slopeBefore == null || slopeAfter == null ? null : (Double) (slopeAfter - slopeBefore);
    }
}
