package org.computetrends.report;

import static j2html.TagCreator.join;
import static j2html.TagCreator.span;
import static org.computetrends.report.Layers.encoding;
import static org.computetrends.report.Layers.field;
import static org.computetrends.report.Layers.layer;
import static org.computetrends.report.Layers.list;
import static org.computetrends.report.Layers.mark;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** What has been published, held to the data. */
final class ClaimsSection {
    private static final List<String> VERDICTS = List.of("CONSISTENT", "INCONSISTENT", "NOT_TESTABLE");

    private final ReportInput input;

    ClaimsSection(ReportInput input) {
        this.input = input;
    }

    Optional<Section> section() {
        Rows claims = input.rows("claims");
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        Rows compared = claims.where(row -> row.has("ratio_nearest"));
        Chart chart = Chart.of(
                "claims",
                "Ours over the published value, on the data of the time",
                "For each published figure, the ratio of ours to it on a logarithmic axis, by verdict.",
                ratios(),
                List.of(Dataset.of(
                        "claims",
                        compared,
                        "claim_id",
                        "source",
                        "quantity",
                        "published_value",
                        "published_low",
                        "published_high",
                        "ours_nearest",
                        "nearest_vintage",
                        "ratio_nearest",
                        "verdict_nearest",
                        "ours_newest",
                        "ratio_newest",
                        "verdict_newest")),
                Chart.Size.rows(compared.size() * 4 / 5));
        DomContent table = new QuotedTable(
                        "Every claim: the published figure, ours on the data of its time, ours on today’s")
                .words("Claim", row -> row.requireText("claim_id"))
                .words("Source", row -> row.requireText("source"))
                .words("Quantity", row -> Names.words(row.requireText("quantity")))
                .cell("Published", row -> figure(row, "published_value", "published_low", "published_high"))
                .cell("Ours then", row -> figure(row, "ours_nearest", "ours_nearest_low", "ours_nearest_high"))
                .cell("Verdict then", row -> verdict(row.requireText("verdict_nearest")))
                .cell("Ours now", row -> figure(row, "ours_newest", "ours_newest_low", "ours_newest_high"))
                .cell("Verdict now", row -> verdict(row.requireText("verdict_newest")))
                .words("Why they differ", row -> row.requireText("reason"))
                .of(claims);
        return Optional.of(new Section(
                "claims",
                "Published claims, scored",
                List.of(Figures.withTable(chart, sentence(), table)),
                List.of(chart)));
    }

    private DomContent sentence() {
        return join(
                "Of",
                Quote.count(input, "claims"),
                "published figures",
                Quote.count(input, "claims", "verdict_nearest", "CONSISTENT"),
                "agree with the data of their time and",
                Quote.count(input, "claims", "verdict_newest", "CONSISTENT"),
                "with today’s;",
                Quote.count(input, "claims", "verdict_newest", "INCONSISTENT"),
                "do not, and",
                Quote.count(input, "claims", "verdict_newest", "NOT_TESTABLE"),
                "cannot be told yet.");
    }

    private static DomContent figure(PublishedRow claim, String value, String low, String high) {
        NumberStyle style = ClaimStyle.of(claim);
        if (!claim.has(low) && !claim.has(high)) {
            return Quote.of(claim, value, style);
        }
        DomContent range = QuotedTable.range(claim, low, high, style);
        return claim.has(value)
                ? span(Quote.of(claim, value, style), j2html.TagCreator.text(" ("), range, j2html.TagCreator.text(")"))
                : range;
    }

    private static DomContent verdict(String verdict) {
        String name = verdict.toLowerCase(Locale.ROOT).replace('_', ' ');
        String mark = verdict.equals("CONSISTENT") ? "✓ " : verdict.equals("INCONSISTENT") ? "✗ " : "· ";
        return span(mark + name).withClass("verdict " + name.replace(' ', '-'));
    }

    private static Map<String, Object> ratios() {
        Map<String, Object> axis = Json.object(
                "field",
                "ratio_nearest",
                "type",
                "quantitative",
                "scale",
                Json.object("type", "log", "nice", true),
                "axis",
                Json.object("title", "ours ÷ published", "format", "~g", "tickCount", 6));
        Map<String, Object> names = Json.object(
                "field",
                "claim_id",
                "type",
                "nominal",
                "sort",
                Json.object("field", "ratio_nearest"),
                "axis",
                Json.object("title", Json.NULL, "labelColor", "--ink", "domain", false, "ticks", false, "grid", true));
        Map<String, Object> colour = Json.object(
                "field",
                "verdict_nearest",
                "type",
                "nominal",
                "legend",
                Json.NULL,
                "scale",
                Json.object("domain", VERDICTS, "range", List.of("--good", "--bad", "--muted")));
        Map<String, Object> shape = Json.object(
                "field",
                "verdict_nearest",
                "type",
                "nominal",
                "legend",
                Json.NULL,
                "scale",
                Json.object("domain", VERDICTS, "range", List.of("circle", "cross", "square")));
        return Json.object(
                "layer",
                list(
                        Json.object(
                                "data", Json.object("values", List.of(Json.object("one", 1))),
                                "mark", mark("rule", "color", "--rule"),
                                "encoding", encoding("x", Json.object("field", "one", "type", "quantitative"))),
                        layer(
                                "claims",
                                List.of(),
                                mark("point", "filled", true, "opacity", 1, "size", 60, "tooltip", Layers.HOVER),
                                encoding(
                                        "x",
                                        axis,
                                        "y",
                                        names,
                                        "color",
                                        colour,
                                        "shape",
                                        shape,
                                        "detail",
                                        field("claim_id")))));
    }
}
