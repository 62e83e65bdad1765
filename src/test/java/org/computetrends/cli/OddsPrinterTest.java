package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.domain.OddsRows.FROM_COVERAGE;
import static org.computetrends.domain.OddsRows.SIMULATION;
import static org.computetrends.domain.OddsRows.VINTAGE;
import static org.computetrends.domain.OddsRows.observed;
import static org.computetrends.domain.OddsRows.published;
import static org.computetrends.domain.OddsRows.score;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsAnswer;
import org.computetrends.domain.OddsQuestion;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.OddsRows;
import org.computetrends.domain.OddsSurface;
import org.computetrends.job.OddsAnswers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OddsPrinterTest {
    private static final String BEFORE = "2027-01-01";
    private static final OddsQuestion QUESTION =
            new OddsQuestion("training_compute", "continue", 1e27, LocalDate.of(2026, 12, 31));
    private static final List<OddsReliability> SCORES = List.of(
            score(SIMULATION, 6, "all", 48, 4),
            score(SIMULATION, 6, "0.6-0.8", 8, 3),
            score(FROM_COVERAGE, 6, "all", 40, 3));

    private static final Map<String, String> NAMES =
            Map.of(SIMULATION, "paths from vintage day", FROM_COVERAGE, "paths from coverage");

    private static final LocalDate OLDER = LocalDate.of(2025, 6, 20);
    private static final List<Odds> TWO_VINTAGES = List.of(
            published(1e27, BEFORE, 0.6),
            OddsRows.of(SIMULATION, OLDER, Odds.Event.PUBLISHED, 1e27, BEFORE, 0.71),
            OddsRows.of(FROM_COVERAGE, OLDER, Odds.Event.PUBLISHED, 1e27, BEFORE, 0.75));

    private static String printed(
            OddsQuestion question,
            List<Odds> points,
            OddsAnswers.@Nullable FirstRelease firstRelease,
            boolean withHistory) {
        List<OddsAnswer> answers = OddsSurface.of(points).stream()
                .map(grid ->
                        grid.answer(question.threshold(), question.before()).orElseThrow())
                .toList();
        StringWriter text = new StringWriter();
        new OddsPrinter(new PrintWriter(text, true), Ink.PLAIN)
                .print(
                        new OddsAnswers(
                                question, VINTAGE, "FLOP", answers, SCORES, NAMES::get, "five-year line", firstRelease),
                        withHistory);
        assertThat(text.toString().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
        return text.toString();
    }

    @Test
    void theAnswerComesBeforeEventsStartsErrorsAndScores() {
        String text = printed(
                QUESTION,
                List.of(
                        OddsRows.of(FROM_COVERAGE, VINTAGE, Odds.Event.PUBLISHED, 1e27, BEFORE, 0.84),
                        published(1e27, BEFORE, 0.604),
                        OddsRows.of(SIMULATION, VINTAGE, Odds.Event.IN_DATABASE, 1e27, BEFORE, 0.0312)),
                null,
                false);
        assertThat(text).isEqualToNormalizingNewlines("""
                P(a release of at least 1e27 FLOP is published by 2026-12-31) = 60%

                Quote 60%, by paths from vintage day, the default. Past answers by this method, up to 6 months
                ahead, had a Brier score of 0.110 beside 0.142 for the benchmark, a simple forecast by five-year
                line, on 48 questions in 4 windows that do not overlap. The Brier score is the mean squared error of
                probabilities: 0 is perfect, and always saying 50% scores 0.25.

                Method                           Paths start  Published  In the database  Monte Carlo error
                paths from vintage day, default  2026-08-19         60%               3%               1.0%
                paths from coverage              2025-08-07         84%                -               1.0%
                Vintage 2026-08-19, scenario continue. By 2026-12-31: that day counts.
                Coverage ends 2025-08-07: later releases may have no value yet.

                The table has this very question: nothing is interpolated.

                How such answers about publication have fared in real time, beside the benchmark's
                Method                   Horizon  Questions  Windows  Brier  Benchmark's  Answers of   Happened
                paths from vintage day  6 months         48        4  0.110        0.142  60% to 80%  75% of 8*
                paths from coverage     6 months         40        3  0.110        0.142           -          -
                * The last two columns rest on three windows or fewer that do not overlap: no evidence.
                paths from coverage: no evidence (3 windows that do not overlap; three or fewer show nothing).

                Of 8 past answers from 60% to 80%, up to 6 months ahead, 75% came true; they are in 3 windows that
                do not overlap, too few to judge.

                """);
    }

    /** Paths from coverage are the default here. In other tests, paths from the vintage day are. */
    @Test
    void theAnswerToQuoteIsNamedBesideTheAssumptionOfPathsFromTheVintageDay() {
        List<Odds> points = Stream.of(FROM_COVERAGE, SIMULATION)
                .map(method -> OddsRows.of(method, VINTAGE, Odds.Event.PUBLISHED, 1e27, BEFORE, 0.84))
                .map(odds -> new Odds(
                        odds.key(), !odds.isDefault(), odds.status(), odds.start(), odds.knownTo(), 0.84, 0.01))
                .toList();
        assertThat(printed(QUESTION, points, null, false).replaceAll("\\s+", " "))
                .contains(
                        "Quote 84%, by paths from coverage, the default: its paths start where coverage ends, so releases"
                                + " whose value is not known yet count. The 84% by paths from vintage day assumes that every"
                                + " release with an unknown value is below the known record. Past answers by this method, up to");
    }

    /** If {@code dates.to} leaves out later releases, the advice says so, instead of calling their values unknown. */
    @Test
    void pathsThatStartWhereTheAnalysedDatesEndSaySo() {
        Odds odds = OddsRows.of(SIMULATION, VINTAGE, Odds.Event.PUBLISHED, 1e27, BEFORE, 0.84);
        Odds early = new Odds(
                odds.key(),
                true,
                odds.status(),
                LocalDate.of(2022, 2, 1),
                odds.knownTo(),
                0.84,
                odds.monteCarloError());
        assertThat(printed(QUESTION, List.of(early), null, false).replaceAll("\\s+", " "))
                .contains(
                        "Quote 84%, by paths from vintage day, the default: its paths start on 2022-02-01, after which"
                                + " releases are left out.");
    }

    /** The range is of default methods. The 75% is of another method. */
    @Test
    void theRangeOverVintagesIsPrinted() {
        assertThat(printed(QUESTION, TWO_VINTAGES, null, false)).endsWith("""
                        By the default forecasts of all vintages, the probability ranges from 60% (2026-08-19) to 71%
                        (2025-06-20); --history lists all.

                        """);
    }

    @Test
    void anInterpolatedAnswerNamesItsPoints() {
        String text =
                printed(QUESTION, List.of(published(1e26, BEFORE, 0.99), published(1e28, BEFORE, 0.21)), null, false);
        assertThat(text)
                .startsWith("P(a release of at least 1e27 FLOP is published by 2026-12-31) = 60%\n")
                .contains("""
                        Interpolated in the threshold's logarithm and in days, between these points of the table: 99% above
                        1e26 by 2026-12-31; 21% above 1e28 by 2026-12-31. The Monte Carlo error is at most as shown.
                        """);
    }

    @Test
    void beyondTheLongestLeadThereAreNoScores() {
        OddsQuestion later = new OddsQuestion("training_compute", "continue", 1e27, LocalDate.of(2028, 12, 31));
        assertThat(printed(later, List.of(published(1e27, "2029-01-01", 0.95)), null, false))
                .contains(
                        "Quote 95%, by paths from vintage day, the default. No past answer so far ahead can be scored yet.\n")
                .contains("\npaths from vintage day: no scores at this horizon; the longest scored is 6 months.\n")
                .doesNotContain("Brier");
    }

    @Test
    void thresholdsAreWrittenShort() {
        OddsQuestion odd = new OddsQuestion("training_compute", "continue", 5.6234e26, LocalDate.of(2026, 12, 31));
        assertThat(printed(odd, List.of(published(5.6234e26, BEFORE, 0.5)), null, false))
                .startsWith("P(a release of at least 5.62e26 FLOP is published by 2026-12-31) = 50%\n");
    }

    @Test
    void answersOfOlderVintagesAreListedSideBySide() {
        assertThat(printed(QUESTION, TWO_VINTAGES, null, true)).contains("""
                        What each vintage would have answered, from its own values
                        Vintage     Default  paths from vintage day  paths from coverage
                        2025-06-20      71%                     71%                  75%
                        2026-08-19      60%                     60%                    -
                        """);
    }

    @Test
    void tooFewReleasesAreReported() {
        Odds noneOdds = new Odds(
                published(1e27, BEFORE, 0.6).key(), true, Odds.Status.TOO_FEW_RELEASES, VINTAGE, null, null, null);
        assertThat(printed(QUESTION, List.of(noneOdds), null, false))
                .startsWith("P(a release of at least 1e27 FLOP is published by 2026-12-31) is not forecast:"
                        + " too few releases\n")
                .doesNotContain("null");
    }

    @Test
    void anObservedCrossingIsNamedWithItsRelease() {
        List<Odds> points = new ArrayList<>(List.of(observed(1e27, BEFORE)));
        assertThat(printed(QUESTION, points, new OddsAnswers.FirstRelease("Large", LocalDate.of(2026, 7, 1)), false))
                .isEqualToNormalizingNewlines(
                        "P(a release of at least 1e27 FLOP is published by 2026-12-31) = 100%, observed: Large, 2026-07-01\n\n");
        assertThat(printed(QUESTION, points, null, false))
                .startsWith("P(a release of at least 1e27 FLOP is published by 2026-12-31) = 100%, observed\n");
    }
}
