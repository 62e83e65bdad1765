package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.job.ShippedRuns;
import org.computetrends.job.TrendJob;
import org.junit.jupiter.api.Test;

/** README and docs/summary.md quote the summary of the default run. */
class SummaryIT {
    @Test
    void theDocumentHasEveryLineOfTheSummary() throws IOException {
        TrendJob.Result result = ShippedRuns.result("2026-08-19");
        String output = ShippedRuns.folder() + "/out-all";
        TrendConfig config = new ConfigLoader(Optional.empty(), Optional.empty(), Map.of("output", output)).load();
        StringWriter printed = new StringWriter();
        new SummaryPrinter(config, new PrintWriter(printed), Ink.PLAIN).print(result);
        List<String> documented = quoted("docs/summary.md");
        List<String> summary = printed.toString()
                .lines()
                .filter(line -> !line.isBlank() && !line.contains(output))
                .toList();
        assertThat(summary).hasSizeGreaterThan(25);
        for (String line : summary) {
            assertThat(line.length()).as(line).isLessThanOrEqualTo(100);
            // The line of the tables has the run's id.
            if (!line.startsWith("Tables of run")) {
                assertThat(documented).contains(line);
            }
        }
        List<String> readme = quoted("README.md");
        int begin = readme.indexOf(summary.get(0));
        List<String> part = readme.stream()
                .skip(begin)
                .takeWhile(line -> !line.startsWith("jobs/"))
                .toList();
        assertThat(part).hasSizeGreaterThan(8);
        assertThat(summary).containsSubsequence(part);
    }

    /** The indented lines of a page. */
    private static List<String> quoted(String page) throws IOException {
        return Files.readAllLines(Path.of(page)).stream()
                .filter(line -> line.startsWith("    ") && !line.isBlank())
                .map(line -> line.substring(4).stripTrailing())
                .toList();
    }
}
