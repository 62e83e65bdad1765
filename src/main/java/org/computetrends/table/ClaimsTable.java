package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.math.BigDecimal;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ScoredClaim;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/** The {@code claims} table: published claims compared with the data. */
public final class ClaimsTable {

    /** The version that first scored claims on the vintage of their day, by distance in standard errors. */
    private static final String SCORED_BY_DISTANCE = "0.2.0";

    public static final RecordTable<ScoredClaim> CLAIMS = claims();

    private ClaimsTable() {}

    private static RecordTable<ScoredClaim> claims() {
        RecordTable.Builder<ScoredClaim> table = RecordTable.<ScoredClaim>named(
                        "claims", "A published claim, compared with our estimate.")
                .key(text("claim_id", "The claim's id."), claim(Claim::id))
                .column(text("source", "The source of the claim."), claim(Claim::source))
                .column(
                        optional(
                                        "evidence",
                                        DataTypes.StringType,
                                        "primary: the source itself was read; secondary: a text about it was read; null where unknown.")
                                .oneOf(Claim.Evidence.values(), ClaimsTable::lower),
                        claim(claim -> claim.evidence() == null ? null : lower(claim.evidence())))
                .column(
                        date("published_on", "When the claim was published; null where unknown."),
                        claim(Claim::publishedOn))
                .column(
                        text("quantity", "The kind of quantity claimed.")
                                .oneOf(Claim.Quantity.values(), ClaimsTable::lower),
                        claim(claim -> lower(claim.quantity())))
                .column(text("metric", "The metric's id."), claim(Claim::metric))
                .column(
                        optional(
                                "cohort",
                                DataTypes.StringType,
                                "The cohort's id; null for a lag, and where no cohort fits."),
                        claim(claim -> id(claim.cohort())))
                .column(
                        optional(
                                "lead",
                                DataTypes.StringType,
                                "The lead of a lag, as in leads; null for other quantities."),
                        claim(Claim::lead))
                .column(date("window_from", "First day of its window; null for no bound."), claim(Claim::windowFrom))
                .column(
                        date("window_to", "The day after the last of its window; null for no bound."),
                        claim(Claim::windowTo))
                .column(
                        date(
                                "target_date",
                                "The date of a projected value or of a count above a threshold; null for other quantities."),
                        claim(Claim::targetDate))
                .column(
                        number(
                                "threshold",
                                "The threshold crossed or counted above, in the metric's unit; null for other quantities."),
                        claim(Claim::threshold))
                .column(
                        optional(
                                "scenario",
                                DataTypes.StringType,
                                "The scenario of a projection; null for other quantities."),
                        claim(Claim::scenario))
                .column(
                        optional(
                                "rules",
                                DataTypes.StringType,
                                "The preset with the rules that select releases; null for the rules of the run."),
                        claim(Claim::rules))
                .column(
                        number("days_per_month", "Days in a month in the claim; null for that of the rules."),
                        claim(Claim::daysPerMonth))
                .column(
                        text("relation", "equals, at-most or at-least: how the numbers bound the quantity.")
                                .oneOf(Claim.Relation.values(), ClaimsTable::lower),
                        claim(claim -> lower(claim.published().relation())))
                .column(
                        number("published_value", "The value, in the quantity's unit; null where there is none."),
                        published(Claim.Published::value))
                .column(
                        number("published_low", "The lower bound; null where there is none."),
                        published(Claim.Published::low))
                .column(
                        number("published_high", "The upper bound; null where there is none."),
                        published(Claim.Published::high))
                .column(
                        number("published_level", "Level of a published interval; null where it is none."),
                        claim(claim -> claim.published().level()));
        finding(table, "then", "the newest vintage at or before its day", ScoredClaim::then);
        finding(table, "newest", "the newest vintage", ScoredClaim::newest);
        return table.column(
                        optional(
                                "vintage_reason",
                                DataTypes.StringType,
                                "Why vintage_then is not chosen by the day of publication; null where it is."),
                        claim(Claim::vintageReason))
                .column(
                        text("reason", "Why our number and the published one differ, or cannot be compared."),
                        ScoredClaim::reason)
                .column(optional("note", DataTypes.StringType, "A note on the claim."), claim(Claim::note))
                .retired("nearest_vintage", SCORED_BY_DISTANCE, "See `vintage_then`.")
                .retired("ours_nearest", SCORED_BY_DISTANCE, "See `ours_then`.")
                .retired("ours_nearest_low", SCORED_BY_DISTANCE, "See `ours_then_low`.")
                .retired("ours_nearest_high", SCORED_BY_DISTANCE, "See `ours_then_high`.")
                .retired("basis_nearest", SCORED_BY_DISTANCE, "See `basis_then`.")
                .retired("n_nearest", SCORED_BY_DISTANCE, "See `n_then`.")
                .retired("release_nearest", SCORED_BY_DISTANCE, "See `release_then`.")
                .retired("released_on_nearest", SCORED_BY_DISTANCE, "See `released_on_then`.")
                .retired("ratio_nearest", SCORED_BY_DISTANCE, "See `ratio_then`.")
                .retired("verdict_nearest", SCORED_BY_DISTANCE, "See `assessment_then`.")
                .retired("verdict_newest", SCORED_BY_DISTANCE, "See `assessment_newest`.")
                .build();
    }

    private static void finding(
            RecordTable.Builder<ScoredClaim> table,
            String which,
            String where,
            Function<ScoredClaim, Finding> finding) {
        boolean isNewest = which.equals("newest");
        table.column(
                        isNewest
                                ? required("newest_vintage", DataTypes.DateType, "The date of " + where + ".")
                                : date("vintage_then", "The date of " + where + "; null where none is as old."),
                        row -> finding.apply(row).vintage())
                .column(
                        number("ours_" + which, "Our number on " + where + "; null where there is none."),
                        row -> finding.apply(row).value())
                .column(
                        number("ours_" + which + "_low", "Lower end of its 95% interval; null where it has none."),
                        row -> low(finding.apply(row).interval()))
                .column(
                        number(
                                "ours_" + which + "_high",
                                "Upper end of its 95% interval; null where it has none or is unbounded."),
                        row -> high(finding.apply(row).interval()))
                .column(
                        text("basis_" + which, "How our number was made: FITTED, OBSERVED, PROJECTED or NONE.")
                                .oneOf(ScoredClaim.Basis.values()),
                        row -> finding.apply(row).basis().name())
                .column(
                        count("n_" + which, "Releases that it is based on."),
                        row -> finding.apply(row).n())
                .column(
                        optional("release_" + which, DataTypes.StringType, "For an observed value, the release."),
                        row -> finding.apply(row).release())
                .column(
                        date("released_on_" + which, "For an observed value, the release's date."),
                        row -> finding.apply(row).releasedOn())
                .column(
                        number(
                                "ratio_" + which,
                                "Our number divided by the published value, or by the middle of its bounds."),
                        row -> row.ratio(finding.apply(row)))
                .column(
                        text(
                                        "assessment_" + which,
                                        "reproduced, compatible, contradicted, untested or not testable, on " + where
                                                + ".")
                                .oneOf(ScoredClaim.Verdict.values(), ClaimsTable::assessment),
                        row -> assessment(finding.apply(row).verdict()))
                .column(
                        number(
                                "distance_" + which + "_se",
                                "Our number minus the published one, in our standard errors: of slopes for growth, so that"
                                        + " faster growth is positive; of logarithms for values; of years for dates. For a range, from the"
                                        + " nearer end; 0 inside. Null where ours has no standard error."),
                        row -> finding.apply(row).distanceSe());
    }

    private static Function<ScoredClaim, @Nullable Object> claim(Function<Claim, @Nullable Object> value) {
        return row -> value.apply(row.claim());
    }

    private static Function<ScoredClaim, @Nullable Object> published(
            Function<Claim.Published, @Nullable BigDecimal> number) {
        return row -> {
            BigDecimal value = number.apply(row.claim().published());
            return value == null ? null : value.doubleValue();
        };
    }

    private static @Nullable String id(@Nullable Cohort cohort) {
        return cohort == null ? null : cohort.id();
    }

    private static String lower(Enum<?> constant) {
        String name = Column.lower(constant);
        return constant instanceof Claim.Relation ? name.replace('_', '-') : name;
    }

    private static String assessment(ScoredClaim.Verdict verdict) {
        return Column.lower(verdict).replace('_', ' ');
    }

    private static @Nullable Double low(@Nullable Interval interval) {
        return interval == null ? null : (Double) interval.low();
    }

    private static @Nullable Double high(@Nullable Interval interval) {
        return interval == null ? null : (Double) interval.high();
    }
}
