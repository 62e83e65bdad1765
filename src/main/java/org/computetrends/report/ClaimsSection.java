package org.computetrends.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.phrase;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** The section on published figures ({@link org.computetrends.domain.Claim}), beside what the data give. */
record ClaimsSection(ReportInput input, DisplayNames names) {
    /** The verdicts, as the columns named {@code assessment}, in the order of rows, colours and shapes. */
    private static final List<String> VERDICTS =
            List.of("reproduced", "compatible", "contradicted", "untested", "not testable");

    private static final Map<String, String> MARKS =
            Map.of("reproduced", "✓ ", "compatible", "≈ ", "contradicted", "✗ ");

    Optional<Section> section() {
        Rows claims = input.rows("claims").sortedInOrder("assessment_then", VERDICTS);
        ClaimNames claimNames = new ClaimNames(claims, names);
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        // A logarithmic axis cannot show a ratio of zero.
        Rows comparedClaims = claims.where(row -> row.has("ratio_then") && row.requireNumber("ratio_then") > 0);
        Chart chart = Chart.ofOnePanel(
                "claims",
                "Ours over the published value, on the data of the time",
                "For each published figure, the ratio of ours to it on a logarithmic axis, by verdict.",
                ratiosPlot(),
                List.of(Dataset.withDisplayNames(
                        "claims",
                        comparedClaims,
                        "claim",
                        claimNames::of,
                        "claim_id, source, quantity, published_value, published_low, published_high, ours_then,"
                                + " vintage_then, ratio_then, assessment_then, distance_then_se, ours_newest,"
                                + " ratio_newest, assessment_newest, distance_newest_se")),
                Chart.Size.longNames(comparedClaims.size()));
        DomContent table = new QuotedTable(
                        "Every claim, by verdict: the published figure, ours on the data of its time, ours on today’s")
                .text("Claim", claimNames::of)
                .text("Source", "source")
                .cell("Published", row -> valueWithInterval(row, "published_value", "published"))
                .cell("Ours then", row -> valueWithInterval(row, "ours_then", "ours_then"))
                .cell("Verdict then", row -> verdict(row, "then"))
                .cell("Ours now", row -> valueWithInterval(row, "ours_newest", "ours_newest"))
                .cell("Verdict now", row -> verdict(row, "newest"))
                .text("Why they differ", "reason")
                .html(claims);
        return Optional.of(new Section("claims", "Published claims, scored").with(Figure.of(chart, sentence(), table)));
    }

    private DomContent sentence() {
        return phrase(
                "Of $ published figures, the data of their time reproduce $ to the rounding, agree with $ within our"
                        + " uncertainty, and contradict $. With today’s data, $ are reproduced, $ compatible and $"
                        + " contradicted. $ are untested: ours is too uncertain, or there is nothing yet to compare. $ are not"
                        + " testable with these data.",
                Quote.count(input, "claims"),
                Quote.count(input, "claims", "assessment_then", "reproduced"),
                Quote.count(input, "claims", "assessment_then", "compatible"),
                Quote.count(input, "claims", "assessment_then", "contradicted"),
                Quote.count(input, "claims", "assessment_newest", "reproduced"),
                Quote.count(input, "claims", "assessment_newest", "compatible"),
                Quote.count(input, "claims", "assessment_newest", "contradicted"),
                Quote.count(input, "claims", "assessment_newest", "untested"),
                Quote.count(input, "claims", "assessment_newest", "not testable"));
    }

    /** A value with its interval in brackets; only one of the two if the other is missing; a dash without both. */
    private static DomContent valueWithInterval(PublishedRow claim, String value, String interval) {
        NumberStyle style = NumberStyle.ofClaim(claim);
        String low = interval + "_low";
        String high = interval + "_high";
        if (!claim.has(low) && !claim.has(high)) {
            return Quote.inRow(claim, claim, value, style);
        }
        DomContent ends = Quote.intervalInRow(claim, claim, low, high, style);
        return claim.has(value) ? span(Quote.inRow(claim, claim, value, style), text(" ("), ends, text(")")) : ends;
    }

    /**
     * The verdict on a claim. If known, also the distance of our value from the published one, in our standard errors.
     *
     * @param data how columns end: {@code then} for the data of the claim's time, {@code newest} for today's
     */
    private static DomContent verdict(PublishedRow claim, String data) {
        String verdict = claim.requireText("assessment_" + data);
        DomContent markedVerdict =
                span(MARKS.getOrDefault(verdict, "· ") + verdict).withClass("verdict " + verdict.replace(' ', '-'));
        String distance = "distance_" + data + "_se";
        return claim.has(distance)
                ? span(markedVerdict, text(" ("), Quote.inRow(claim, claim, distance, NumberStyle.SIGNED), text(" SE)"))
                : markedVerdict;
    }

    private static Map<String, Object> ratiosPlot() {
        return VegaLite.layered(List.of(vega("""
                        {data: {values: [{one: 1}]}, mark: {type: 'rule', color: '--rule'},
                         encoding: {x: {field: 'one', type: 'quantitative'}}}
                        """), vega("""
                        {data: {name: 'claims'},
                         mark: {type: 'point', filled: true, opacity: 1, size: 60, tooltip: {content: 'data'}},
                         encoding: {
                           x: {field: 'ratio_then', type: 'quantitative', scale: {type: 'log', nice: true},
                               axis: {title: 'ours ÷ published', format: '~g', tickCount: 6}},
                           y: $,
                           color: {field: 'assessment_then', type: 'nominal', legend: null,
                                   scale: {domain: $, range: ['--good', '--accent', '--bad', '--muted', '--muted']}},
                           shape: {field: 'assessment_then', type: 'nominal', legend: null,
                                   scale: {domain: $, range: ['circle', 'diamond', 'cross', 'square', 'square']}},
                           detail: {field: 'claim'}}}
                        """, ForestPlot.nameAxis("claim"), VERDICTS, VERDICTS)));
    }
}
