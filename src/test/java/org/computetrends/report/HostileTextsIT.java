package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.job.ReportMaker;
import org.computetrends.job.ShippedRuns;
import org.computetrends.publish.ReportFolder;
import org.computetrends.publish.TableSink;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the shipped data in Chromium, once with its own texts and once with hostile ones. */
@Tag("slow")
class HostileTextsIT {
    /**
     * The number of elements by section and tag. In drawings only whether a tag occurs, because labels that find no
     * room are left out.
     */
    private static final String ELEMENTS =
            "() => { const counts = {}; for (const each of document.querySelectorAll(':not(#hover *)')) {"
                    + " const section = (each.closest('section') || {}).id + ' '; if (each.closest('svg')) counts[section + 'svg '"
                    + " + each.tagName] = 1; else { const key = section + each.tagName; counts[key] = (counts[key] || 0) + 1; } }"
                    + " return counts; }";

    /** Attributes that a text could have made. */
    private static final String ATTRIBUTES = "() => [...new Set([...document.querySelectorAll('*')].flatMap(each =>"
            + " [...each.attributes].filter(attribute => /^on/.test(attribute.name) || /^(href|src|action|xlink:href)$/"
            + ".test(attribute.name) && !attribute.value.startsWith('#')).map(attribute => attribute.name + '=' +"
            + " attribute.value)))]";

    @TempDir
    private static Path folder;

    @AutoClose
    private static Chromium chromium;

    private static Page tame;
    private static Page hostile;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.open();
        ShippedRuns.results();
        ReportInput input;
        try (TableSink.Staged currentTables =
                ReportFolder.openCurrent(new Configuration(), ShippedRuns.folder() + "/out")) {
            input = ReportMaker.input(currentTables.reportFolder().orElseThrow());
        }
        tame = show("tame.html", input);
        hostile = show("hostile.html", HostileTexts.of(input));
    }

    @Test
    void noTextBecomesAnElementOrAnAttribute() {
        Set<Object> elements = new HashSet<>(((Map<?, ?>) hostile.evaluate(ELEMENTS)).entrySet());
        Set<Object> expected = new HashSet<>(((Map<?, ?>) tame.evaluate(ELEMENTS)).entrySet());
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(elements).containsAll(expected);
        assertThat(expected).containsAll(elements);
        assertThat(hostile.evaluate(ATTRIBUTES)).isEqualTo(tame.evaluate(ATTRIBUTES));
    }

    @Test
    void everyHostileTextIsThereAsText() {
        // HTML drops the character U+0000.
        String shownText = hostile.evaluate("() => document.body.textContent.replaceAll('\\0', '')")
                .toString();
        assertThat(HostileTexts.PAYLOADS).allMatch(payload -> shownText.contains(payload.replace("\0", "")));
    }

    @Test
    void hoverShowsNamesAsText() {
        Locator point = hostile.locator("#chart-headline-0 .notable_marks path").first();
        point.hover(new Locator.HoverOptions().setForce(true));
        assertThat(hostile.evaluate("() => [...new Set([...document.querySelectorAll('#hover *')].map(each =>"
                        + " each.tagName))].sort().join()"))
                .isEqualTo("DD,DL,DT,STRONG");
    }

    @Test
    void thePageMakesNoRequestsAndLogsNoErrors() {
        assertThat(hostile.locator(".drawing svg").count())
                .isEqualTo(tame.locator(".drawing svg").count())
                .isGreaterThan(10);
        assertThat(chromium.complaints()).isEmpty();
    }

    /** A page with all of its tables open. */
    private static Page show(String name, ReportInput input) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, new org.computetrends.report.Page(input).document());
        Page page = chromium.page(file, "");
        page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }");
        page.waitForFunction("() => [...document.querySelectorAll('.made-table')].every(each => each.firstChild)");
        return page;
    }
}
