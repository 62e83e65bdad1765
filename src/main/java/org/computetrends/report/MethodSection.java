package org.computetrends.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section on how the numbers are computed, from which data, and on their limits. */
record MethodSection(Provenance provenance) {
    Section section() {
        return new Section("method", "Method and provenance").with(method(), facts(), settings());
    }

    private DomContent method() {
        String byMethod = Optional.ofNullable(provenance.setting("fitting.interval"))
                .map(id -> " by " + DisplayNames.intervalMethod(id))
                .orElse("");
        return div(
                p("Each trend is the least-squares line of log₁₀ value on date over a cohort’s releases within"
                        + " an era, with a 95% interval" + byMethod
                        + ". The frontier is the largest releases of their day; records exceed"
                        + " all releases before them. Forecasts, crossings, scenarios and odds are computed from the same"
                        + " sample paths of future releases. The releases of a path scatter about a line, which is fitted to"
                        + " the releases of the last years."),
                p("What these projections are not:"),
                ul(
                        li("A forecast of what anybody will build. They continue a trend. Only a scenario of limits"
                                + " considers that power, chips or data may run out; its limits are settings."),
                        li("More certain than their backtests. Few independent windows support the"
                                + " intervals; beside each is the share of past outcomes inside."),
                        li("Complete. Values of recent releases come late, many are estimates, and runs that"
                                + " nobody has published are not in the data.")));
    }

    private DomContent facts() {
        List<Map.Entry<String, String>> facts = new ArrayList<>(List.of(
                Map.entry("Run", provenance.runId()),
                Map.entry("Program", provenance.program()),
                Map.entry("Vintage", provenance.vintage().toString()),
                Map.entry("Started", provenance.started()),
                Map.entry("Seed", String.valueOf(provenance.seed())),
                Map.entry("Digest of the rows read", provenance.inputFingerprint()),
                Map.entry("Digest of the settings", provenance.configDigest())));
        for (Provenance.InputFile input : provenance.inputs()) {
            // Only the file's name: readers of the page need not know the run's folders.
            String name = input.file().substring(input.file().lastIndexOf('/') + 1);
            facts.add(Map.entry("Input " + name, input.sha256() == null ? "not hashed" : "SHA-256 " + input.sha256()));
        }
        return dl(each(facts, fact -> div(dt(fact.getKey()), dd(code(fact.getValue())))))
                .withClass("facts");
    }

    private DomContent settings() {
        DomContent table = table(
                caption("Settings in effect"),
                thead(tr(th("Key").attr("scope", "col"), th("Value").attr("scope", "col"))),
                // Settings that name files are left out: readers of the page need not know the run's folders.
                tbody(each(
                        provenance.configuration().entrySet().stream()
                                .filter(entry -> !entry.getValue().contains("file:"))
                                .toList(),
                        entry -> tr(th(entry.getKey()).attr("scope", "row"), td(code(entry.getValue()))))));
        return Controls.disclosure(
                "Every setting of the run",
                Markup.scrolling(div(table), "Settings in effect").withClass("scrolls settings"));
    }
}
