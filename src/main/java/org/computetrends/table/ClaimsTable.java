package org.computetrends.table;

import static org.computetrends.table.RetiredColumn.SECOND_VERSION;

import java.math.BigDecimal;
import java.util.function.Function;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ScoredClaim;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The {@code claims} table: published claims, each beside our own number for it on two vintages, that of the claim's
 * day and the newest one. {@code evaluate/ClaimEvaluator} makes the rows.
 */
public final class ClaimsTable {

    public static final RecordTable<ScoredClaim> CLAIMS = claims();

    private ClaimsTable() {}

    private static RecordTable<ScoredClaim> claims() {
        TableBuilder<ScoredClaim> table = RecordTable.<ScoredClaim>named(
                        "claims", "A published claim, compared with our estimate.")
                .text("claim_id", claim(Claim::id))
                .meaning("The claim's id.")
                .key()
                .text("source", claim(Claim::source))
                .meaning("The source of the claim.")
                .optionalText("evidence", claim(Claim::evidence))
                .oneOf(Claim.Evidence.values(), Column::lower)
                .meaning("primary: the source itself was read; secondary: a text about it was read; null where"
                        + " unknown.")
                .optionalDate("published_on", claim(Claim::publishedOn))
                .meaning("When the claim was published; null where unknown.")
                .text("quantity", claim(Claim::quantity))
                .oneOf(Claim.Quantity.values(), Column::lower)
                .meaning("The kind of quantity claimed.")
                .metric(claim(Claim::metric))
                .optionalText("cohort", RecordTable.ofPart(row -> row.claim().cohort(), Cohort::id))
                .meaning("The cohort's id; null for a lag, and where no cohort fits.")
                .optionalText("lead", claim(Claim::lead))
                .meaning("For a lag, the id in `leads` of the two groups compared; null for other quantities.")
                .optionalDate("window_from", claim(Claim::windowFrom))
                .meaning("First day of the claim's window; null for no bound.")
                .optionalDate("window_to", claim(Claim::windowTo))
                .meaning("The day after the last day of the claim's window; null for no bound.")
                .optionalDate("target_date", claim(Claim::targetDate))
                .meaning("The date of a projected value or of a count at or above a threshold; null for other"
                        + " quantities.")
                .optionalNumber("threshold", claim(Claim::threshold))
                .meaning("The threshold crossed, or from which releases are counted, in the metric's unit; null for"
                        + " other quantities.")
                .optionalText("scenario", claim(Claim::scenario))
                .meaning("The scenario of a projection; null for other quantities.")
                .optionalText("rules", claim(Claim::rules))
                .meaning("The preset with the rules that select releases; null for the rules of the run.")
                .optionalNumber("days_per_month", claim(Claim::daysPerMonth))
                .meaning("Days in a month by the claim; null for the number in the rules.")
                .text("relation", claim(claim -> claim.published().relation()))
                .oneOf(Claim.Relation.values(), Claim.Relation::id)
                .meaning("equals, at-most or at-least: how the numbers bound the quantity.")
                .optionalNumber("published_value", published(Claim.Published::value))
                .meaning("The published value, in the quantity's unit; null where there is none.")
                .optionalNumber("published_low", published(Claim.Published::low))
                .meaning("The published lower bound; null where there is none.")
                .optionalNumber("published_high", published(Claim.Published::high))
                .meaning("The published upper bound; null where there is none.")
                .optionalNumber(
                        "published_level", claim(claim -> claim.published().level()))
                .meaning("Confidence level of the published bounds; null where they are not an interval.");
        table.optionalDate("vintage_then", row -> row.then().vintage())
                .meaning("The date of the newest vintage at or before the claim's day; null"
                        + " where every vintage is later or the day is unknown.");
        addFinding(table, "then", "the newest vintage at or before the claim's day", ScoredClaim::then);
        table.date("newest_vintage", row -> row.newest().vintage()).meaning("The date of the newest vintage.");
        addFinding(table, "newest", "the newest vintage", ScoredClaim::newest);
        return table.optionalText("vintage_reason", claim(Claim::vintageReason))
                .meaning("Why vintage_then is not chosen by the day of publication; null where it is.")
                .text("reason", ScoredClaim::reason)
                .meaning("The run's finding: why our number and the published one differ, or cannot be compared.")
                .optionalText("note", claim(Claim::note))
                .meaning("A remark from the file of claims, such as how the source computed its number.")
                .retired("nearest_vintage", SECOND_VERSION, "See `vintage_then`.")
                .retired("ours_nearest", SECOND_VERSION, "See `ours_then`.")
                .retired("ours_nearest_low", SECOND_VERSION, "See `ours_then_low`.")
                .retired("ours_nearest_high", SECOND_VERSION, "See `ours_then_high`.")
                .retired("basis_nearest", SECOND_VERSION, "See `basis_then`.")
                .retired("n_nearest", SECOND_VERSION, "See `n_then`.")
                .retired("release_nearest", SECOND_VERSION, "See `release_then`.")
                .retired("released_on_nearest", SECOND_VERSION, "See `released_on_then`.")
                .retired("ratio_nearest", SECOND_VERSION, "See `ratio_then`.")
                .retired("verdict_nearest", SECOND_VERSION, "See `assessment_then`.")
                .retired("verdict_newest", SECOND_VERSION, "See `assessment_newest`.")
                .build();
    }

    /**
     * Adds the columns of our number and its verdict on one vintage.
     *
     * @param which the part of the columns' names that means the vintage
     * @param where the vintage, in words for the meanings
     */
    private static void addFinding(
            TableBuilder<ScoredClaim> table, String which, String where, Function<ScoredClaim, Finding> finding) {
        table.optionalNumber("ours_" + which, row -> finding.apply(row).value())
                .meaning("Our number on " + where + "; null where there is none.")
                .optionalNumber("ours_" + which + "_low", bound(finding, Interval::low))
                .meaning("95% interval of ours_" + which + ", lower end; null where there is none.")
                .optionalNumber("ours_" + which + "_high", bound(finding, Interval::high))
                .meaning("95% interval of ours_" + which + ", upper end; null where there is none or it is unbounded.")
                .oneOf("basis_" + which, row -> finding.apply(row).basis(), ScoredClaim.Basis.values())
                .meaning("How our number was made: FITTED, OBSERVED, PROJECTED or NONE.")
                .count("n_" + which, row -> finding.apply(row).n())
                .meaning("Releases that ours_" + which + " is based on.")
                .optionalText("release_" + which, row -> finding.apply(row).release())
                .meaning("For an observed value, the release.")
                .optionalDate("released_on_" + which, row -> finding.apply(row).releasedOn())
                .meaning("For an observed value, the release's date.")
                .optionalNumber("ratio_" + which, row -> row.ratio(finding.apply(row)))
                .meaning("Our number divided by the published value; without one, by the geometric mean of the"
                        + " published bounds, or by the only bound. Null for dates.")
                .text("assessment_" + which, row -> finding.apply(row).verdict())
                .oneOf(ScoredClaim.Verdict.values(), ClaimsTable::assessment)
                .meaning("Whether our number on " + where + " agrees. reproduced: it rounds to the published one;"
                        + " compatible: it agrees within our uncertainty; contradicted: it differs by more; untested: our"
                        + " uncertainty is too large, or there is nothing yet to compare; not testable: our data do not"
                        + " measure it, no vintage is old enough, or the claim's day is unknown.")
                .optionalNumber(
                        "distance_" + which + "_se", row -> finding.apply(row).distanceSe())
                .meaning("Our number minus the published one, in our standard errors: of slopes for growth, so that"
                        + " faster growth is positive; of logarithms for values; of years for dates. For a range, from"
                        + " the nearer end; 0 inside. Null where ours has no standard error.");
    }

    private static Function<ScoredClaim, @Nullable Object> claim(Function<Claim, @Nullable Object> value) {
        return row -> value.apply(row.claim());
    }

    private static Function<ScoredClaim, @Nullable Object> published(
            Function<Claim.Published, @Nullable BigDecimal> number) {
        return RecordTable.ofPart(row -> number.apply(row.claim().published()), BigDecimal::doubleValue);
    }

    private static String assessment(ScoredClaim.Verdict verdict) {
        return Column.lower(verdict).replace('_', ' ');
    }

    private static Function<ScoredClaim, @Nullable Object> bound(
            Function<ScoredClaim, Finding> finding, Function<Interval, Object> bound) {
        return RecordTable.ofPart(finding.andThen(Finding::interval), bound);
    }
}
