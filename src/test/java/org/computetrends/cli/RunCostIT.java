package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.computetrends.job.ShippedRuns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The command {@code run-cost} on the shipped data. The numbers are from {@code reference/resources.csv} (NumPy and SciPy). The ends
 * of the 95% interval are those of the 80% interval, scaled by the ratio of the two margins.
 */
class RunCostIT {

    @BeforeAll
    static void run() {
        ShippedRuns.result("2026-08-19");
    }

    private static Outcome asked(String compute, String on, String... more) {
        String output = ShippedRuns.folder() + "/out-all";
        return Outcome.of(List.of("run-cost", "--compute", compute, "--on", on, "--output", output), more);
    }

    @Test
    void aKnownRunIsShownWithItsEstimate() {
        Outcome outcome = asked("2.1e25", "2023-03-15").succeeded();
        assertThat(outcome.out().replaceAll(" +", " "))
                .contains("Cost, amortized $33M $11M to $102M $928k to $1.2B 122 80%")
                .contains("Cost, amortized GPT-4 (Mar 2023) $37M; ")
                .contains("Cost, cloud rental $89M $42M to $188M $1.0M to $7.8B 24* 83%")
                .contains("Cost, cloud rental GPT-4 (Mar 2023) $81M; ")
                .contains("Cost, acquisition $716M $247M to $2.1B $55M to $9.3B 33* 82%")
                .contains("Cost, acquisition GPT-4 (Mar 2023) $806M; ")
                .contains("Power 14 MW 3.0 MW to 69 MW 763 kW to 273 MW 102 80%")
                .contains("Power GPT-4 (Mar 2023) 20 MW; ")
                .contains("Duration 67 days 15 days to 296 days 5.1 days to 885 days 108 81%")
                .contains("Duration GPT-4 (Mar 2023) 95 days; ")
                .contains("Energy 27 GWh 9.1 GWh to 80 GWh 178 MWh to 4.1 TWh 76 82%")
                .contains("Energy GPT-4 (Mar 2023) 45 GWh; ")
                .contains("* Few runs: fewer than fifty.")
                .doesNotContain("beyond what has been seen");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
    }

    @Test
    void computeOutsideKnownRunsIsNoted() {
        assertThat(asked("1e28", "2028-01-01").out())
                .contains(
                        "For at least one resource, no known run has so much compute: its estimate goes beyond what has been")
                // 10^-0.2225 by NumPy: reference/resources.csv.
                .contains("A year later the amortized cost of the same compute is 60% of this.")
                .contains("Quote the amortized cost for a run.", "Costs are in 2023 US dollars");
        assertThat(asked("1e10", "2028-01-01").out()).contains("no known run has so little compute:");
    }

    @Test
    void aYearOrAMonthIsItsMiddle() {
        String day = asked("1e28", "2028-07-01").out();
        assertThat(day).startsWith("What a run of 1e28 FLOP takes on 2028-07-01, by vintage 2026-08-19");
        assertThat(asked("1e28", "2028").out())
                .isEqualTo(day.replace("2028-07-01, by", "2028-07-01, the middle of 2028, by"));
        assertThat(asked("1e28", "2028-02").out()).contains("takes on 2028-02-15, the middle of 2028-02, by");
    }

    @Test
    void aDateBeforeTheFirstKnownRunOrAfterProjectionsIsRefused() {
        assertThat(asked("1e28", "1900-01-01").err(2))
                .contains("--on is 1900-01-01: the costs of vintage 2026-08-19 are of dates from 20");
        assertThat(asked("1e28", "2041-01-01").err()).contains(" to 2040-12-31, the end of projections");
    }

    /** {@code odds.to-oom} of the settings is 32. */
    @Test
    void computeOutsideTheForecastsIsRefused() {
        Outcome largestOutcome = asked("1e32", "2040-01-01").succeeded();
        assertThat(largestOutcome.out().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
        for (String compute : List.of("1.01e32", "10^40", "1e300", "1e6", "1e-300")) {
            assertThat(asked(compute, "2028-01-01").err(2))
                    .contains(
                            "the costs of vintage 2026-08-19 are of runs from 2.25e7 to 1e32; outside this range there are"
                                    + " no known runs and no thresholds of odds");
        }
    }

    @Test
    void computeMayBeAPowerOfTen() {
        String scientific = asked("3e27", "2028-01-01").out();
        assertThat(scientific).startsWith("What a run of 3e27 FLOP takes");
        for (String power : List.of("3*10^27", "3 × 10²⁷", "3x10^+27", " 3*10**27 ", "0.3 × 10²⁸", "30×10^26")) {
            assertThat(asked(power, "2028-01-01").out()).as(power).isEqualTo(scientific);
        }
        for (String invalid : List.of("10^", "^27", "2^90", "×10^27", "3 10^27", "10^27 FLOP", "10^-400", "10⁹⁹⁹")) {
            assertThat(asked(invalid, "2028-01-01").err())
                    .as(invalid)
                    .contains("'" + invalid + "' is not a positive number");
        }
    }

    @Test
    void unanswerableQuestionsAreRefused() {
        assertThat(asked("0", "2028-01-01").exitCode()).isEqualTo(2);
        assertThat(asked("0", "2028-01-01").err()).contains("'0' is not a positive number such as 1e27");
        assertThat(asked("1e27", "2028-01-01", "--vintage", "1999-01-01").err())
                .contains("no vintage 1999-01-01 is published; there are 2026-08-19;"
                        + " 'compute-trends run --vintage 1999-01-01' publishes it");
    }
}
