package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.computetrends.job.ShippedRuns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command {@code leads} on the shipped data. Its numbers equal those of the summary in {@code docs/summary.md}. */
class LeadsCommandIT {

    @BeforeAll
    static void run() {
        ShippedRuns.result("2026-08-19");
    }

    private static Outcome leads(String... more) {
        return Outcome.of(List.of("leads", "--output", ShippedRuns.folder() + "/out-all"), more);
    }

    @Test
    void theAnswerEqualsTheSummary() throws Exception {
        Outcome outcome = leads().succeeded();
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
        assertThat(outcome.out())
                .startsWith("Who trails, by how many months with their 95% interval, by vintage 2026-08-19");
        String summary = Files.readString(Path.of("docs/summary.md"));
        outcome.out()
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .forEach(line -> assertThat(summary).contains("    " + line));
    }

    @Test
    void groupsAreDefinedByTheirValues() {
        assertThat(leads().out().replaceAll("\\s+", " "))
                // The values in the settings, in lower case.
                .contains(
                        "Open models: accessibility is any of fully open-source, open access (non-commercial), open access"
                                + " (restricted use), open access (unrestricted), open source, open weights (non-commercial),"
                                + " open weights (restricted use), open weights (unrestricted), permissive license, weights"
                                + " available; line from 2018-01-01.")
                .contains("China: country is china; line from 2021-10-01. The rest of the world: all others")
                .containsPattern(
                        "Cohort within each group: record \\(each larger than every earlier one of its group\\)\\.\\s*$");
    }

    /** By {@code reference/leads.csv}: 19.335 and 37.431 months. The intervals are of a bootstrap. */
    @Test
    void theAnswerNamesTheNumberToQuote() {
        assertThat(leads().out().replaceAll("\\s+", " "))
                .contains("Quote the distance of the lines, which has an interval, with its date")
                .containsPattern(
                        "Open models after closed ones: quote 19.3 \\([^)]*\\) months behind in training compute, as of 2024-07-23: no later"
                                + " release of open models is in the line. The largest release of open models is Llama 3.1-405B"
                                + " \\(2024-07-23\\); the first of closed models as large is Gemini 1.0 Ultra \\(2023-12-06\\), 32.4"
                                + " months before 2026-08-19.")
                .containsPattern(
                        "China after the rest of the world: quote 37.4 \\([^)]*\\) months to catch up in training compute, as of 2026-05-18:"
                                + " no later release of the rest of the world is in the line.");
    }

    @Test
    void anUnpublishedVintageIsAUsageError() {
        assertThat(leads("--vintage", "1999-01-01").exitCode()).isEqualTo(2);
    }
}
