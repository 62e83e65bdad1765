package org.computetrends.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Scenario;

/**
 * Replaces every text from data, files and settings in the input of a page by a hostile one. Equal texts stay equal,
 * so rows still match. Ids that the page knows by name are kept.
 */
final class HostileTexts {
    static final List<String> PAYLOADS = List.of(
            "<img src=x onerror=alert(1)>", // an element
            "</script></title></style><svg onload=alert(2)>", // ends of elements
            "\"'`><b onmouseover=alert(3)>", // the end of an attribute
            "' + alert(4) + '\\", // the end of a JavaScript string
            "]]> <!-- -->&lt;i&gt;&#60;i&#62;", // comments and entities
            "{{7*7}}${7*7}<%= 7 %>", // templates
            "\u202egnp.exe\u2069\u061c\u200f", // bidirectional controls
            "javascript:alert(5)//", // an address
            "=HYPERLINK(\"http://x.invalid\")", // a formula
            "'=1+1, 'x'\n@y", // a formula after an apostrophe, and a new line
            "a\u001b[31m\u009b2J\u2028\u2029\u0000b", // control characters
            "--ink url(http://x.invalid) datum['x'].y"); // CSS, and a Vega expression

    /** Columns in which every text comes from outside. */
    private static final Set<String> TEXTS = Set.of(
            "model",
            "organizations",
            "countries",
            "domains",
            "base_model",
            "confidence",
            "accessibility",
            "release_id",
            "old_release_id",
            "first_observed_release",
            "first_observed_name",
            "largest_release_id",
            "most_influential_release",
            "release_then",
            "release_newest",
            "source",
            "note",
            "reason",
            "vintage_reason",
            "label",
            "generation",
            "source_file",
            "message",
            "rules",
            "seam",
            "binding_constraint");

    /**
     * Columns whose ids come from settings, except the program's own ({@link #KNOWN}). Ids of metrics are keys of
     * settings, so they are kept.
     */
    private static final Set<String> IDS = Set.of("cohort", "other_cohort", "scenario", "claim_id");

    private static final Set<String> KNOWN = Stream.concat(
                    Arrays.stream(Cohort.Rule.values()).map(Cohort.Rule::id),
                    Stream.of(Cohort.frontierBy("training_compute").id(), Scenario.CONTINUE))
            .collect(Collectors.toSet());

    /** Settings that are words for people. */
    private static final Pattern WORDS_KEY = Pattern.compile(
            "(metrics|cohorts|eras|spans|scenarios)\\..*\\.(label|unit)|seams\\..*\\.(words|source)|input|output|.*file");

    private static final Pattern NAME_IN_BLOCK = Pattern.compile("\"(name|label)\":\"([^\"\\\\]*)\"");

    private HostileTexts() {}

    /** A hostile text, different for different texts. */
    static String hostile(String text) {
        return PAYLOADS.get(Math.floorMod(text.hashCode(), PAYLOADS.size())) + text;
    }

    static ReportInput of(ReportInput input) {
        Map<String, PublishedTable> tables = new HashMap<>();
        input.tables()
                .forEach((name, table) -> tables.put(
                        name,
                        new PublishedTable(
                                table.heading(),
                                table.rows().stream()
                                        .map(row -> new PublishedRow(row.heading(), values(row.values())))
                                        .toList(),
                                table.rowsPublished())));
        return new ReportInput(tables, provenance(input.provenance()));
    }

    private static Map<String, Object> values(Map<String, Object> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, cell -> cell(cell.getKey(), cell.getValue())));
    }

    private static Object cell(String column, Object value) {
        if (value instanceof List<?> list && TEXTS.contains(column)) {
            return list.stream().map(item -> hostile(item.toString())).toList();
        }
        boolean isForeign =
                TEXTS.contains(column) || (IDS.contains(column) && value instanceof String id && !KNOWN.contains(id));
        return value instanceof String text && isForeign ? hostile(text) : value;
    }

    private static Provenance provenance(Provenance tame) {
        Map<String, String> configuration = new HashMap<>();
        tame.configuration().forEach((key, value) -> configuration.put(key, setting(key, value)));
        return new Provenance(
                hostile(tame.runId()),
                hostile(tame.program()),
                hostile(tame.started()),
                tame.vintage(),
                tame.seed(),
                tame.inputs().stream()
                        .map(file -> new Provenance.InputFile(hostile(file.file()), file.sha256()))
                        .toList(),
                hostile(tame.inputFingerprint()),
                hostile(tame.configDigest()),
                configuration,
                tame.rows(),
                tame.rejects());
    }

    private static String setting(String key, String value) {
        if (WORDS_KEY.matcher(key).matches() && value.startsWith("\"")) {
            return Json.write(hostile(value.substring(1, value.length() - 1)));
        }
        return NAME_IN_BLOCK
                .matcher(value)
                .replaceAll(found ->
                        Matcher.quoteReplacement("\"" + found.group(1) + "\":" + Json.write(hostile(found.group(2)))));
    }
}
