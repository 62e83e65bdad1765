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

/** Published figures ({@link org.computetrends.domain.Claim}) beside what the data give. */
final class ClaimsSection {
    /** The chart's colours and shapes are in this order. */
    private static final List<String> VERDICTS =
            List.of("reproduced", "compatible", "contradicted", "untested", "not testable");

    private static final Map<String, String> MARKS =
            Map.of("reproduced", "✓ ", "compatible", "≈ ", "contradicted", "✗ ");

    private final ReportInput input;
    private final Rows claims;
    private final ClaimNames names;

    ClaimsSection(ReportInput input, DisplayNames names) {
        this.input = input;
        this.claims = input.rows("claims").inOrder("assessment_then", VERDICTS);
        this.names = new ClaimNames(claims, names);
    }

    Optional<Section> section() {
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        // A logarithmic axis cannot show a ratio of zero.
        Rows comparedClaims = claims.where(row -> row.has("ratio_then") && row.requireNumber("ratio_then") > 0);
        Chart chart = Chart.of(
                "claims",
                "Ours over the published value, on the data of the time",
                "For each published figure, the ratio of ours to it on a logarithmic axis, by verdict.",
                ratios(),
                List.of(Dataset.titled(
                        "claims",
                        comparedClaims,
                        "claim",
                        names::of,
                        "claim_id, source, quantity, published_value, published_low, published_high, ours_then,"
                                + " vintage_then, ratio_then, assessment_then, distance_then_se, ours_newest,"
                                + " ratio_newest, assessment_newest, distance_newest_se")),
                new Chart.Size(Chart.Size.rows(comparedClaims.size() * 4 / 5).height(), 520, 46));
        DomContent table = new QuotedTable(
                        "Every claim, by verdict: the published figure, ours on the data of its time, ours on today’s")
                .words("Claim", names::of)
                .words("Source", row -> row.requireText("source"))
                .cell("Published", row -> figure(row, "published_value", "published_low", "published_high"))
                .cell("Ours then", row -> figure(row, "ours_then", "ours_then_low", "ours_then_high"))
                .cell("Verdict then", row -> verdict(row, "then"))
                .cell("Ours now", row -> figure(row, "ours_newest", "ours_newest_low", "ours_newest_high"))
                .cell("Verdict now", row -> verdict(row, "newest"))
                .words("Why they differ", row -> row.requireText("reason"))
                .of(claims);
        return Optional.of(new Section("claims", "Published claims, scored").with(Figure.of(chart, sentence(), table)));
    }

    private DomContent sentence() {
        return phrase(
                "Of $ published figures the data of their time reproduce $ to the rounding, are compatible with $ and"
                        + " contradict $ more. With today’s data $ are reproduced, $ compatible and $ contradicted; $ are"
                        + " untested, because ours is too uncertain or there is nothing yet to compare, and $ not testable"
                        + " with these data.",
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

    private static DomContent figure(PublishedRow claim, String value, String low, String high) {
        NumberStyle style = NumberStyle.ofClaim(claim);
        if (!claim.has(low) && !claim.has(high)) {
            return Quote.within(claim, claim, value, style);
        }
        DomContent range = QuotedTable.within(claim, claim, low, high, style);
        return claim.has(value) ? span(Quote.within(claim, claim, value, style), text(" ("), range, text(")")) : range;
    }

    private static DomContent verdict(PublishedRow claim, String which) {
        String verdict = claim.requireText("assessment_" + which);
        DomContent words =
                span(MARKS.getOrDefault(verdict, "· ") + verdict).withClass("verdict " + verdict.replace(' ', '-'));
        String distance = "distance_" + which + "_se";
        return claim.has(distance)
                ? span(words, text(" ("), Quote.within(claim, claim, distance, NumberStyle.SIGNED), text(" SE)"))
                : words;
    }

    private static Map<String, Object> ratios() {
        return VegaLite.over(List.of(vega("""
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
                        """, IntervalsChart.names("claim"), VERDICTS, VERDICTS)));
    }
}
