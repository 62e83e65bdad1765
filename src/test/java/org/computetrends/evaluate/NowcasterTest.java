package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Era;
import org.computetrends.domain.Nowcast;
import org.computetrends.domain.NowcastFit;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedReleases;
import org.computetrends.population.LoadedVintage;
import org.junit.jupiter.api.Test;

/** Expected numbers are those of the lines that the releases are made on. */
class NowcasterTest {
    private static final String PARAMETERS = "parameters";
    private static final String HARDWARE = "hardware";
    private static final Nowcaster NOWCASTER = new Nowcaster(
            new Nowcaster.Settings(
                    LoadedReleases.COMPUTE,
                    List.of(PARAMETERS, HARDWARE),
                    List.of(
                            new Era("early", null, LocalDate.of(2010, 1, 1)),
                            new Era("late", LocalDate.of(2010, 1, 1), null)),
                    List.of("imputed")),
            LoadedReleases.RULES);

    /** Log10 of compute on the line is this plus the years since 2000. */
    private static final double LEVEL = 12;

    private static double years(int month) {
        return (LocalDate.of(2012, 1, 1).plusMonths(month).toEpochDay()
                        - LocalDate.of(2000, 1, 1).toEpochDay())
                / 365.25;
    }

    /** A release this many months after 2012-01. Values are log10; NaN means absent. */
    private static AnalysedRelease release(
            String name, int month, String organization, double compute, double parameters, double hardware) {
        Map<String, Double> values = new HashMap<>();
        Map.of(LoadedReleases.COMPUTE, compute, PARAMETERS, parameters, HARDWARE, hardware)
                .forEach((metric, log10) -> {
                    if (!Double.isNaN(log10)) {
                        values.put(metric, Math.pow(10, log10));
                    }
                });
        return new AnalysedRelease(
                name,
                name,
                LocalDate.of(2012, 1, 1).plusMonths(month),
                DatePrecision.DAY,
                false,
                null,
                null,
                organization,
                Map.of(
                        Attribute.ORGANIZATION,
                        List.of(organization),
                        Attribute.DOMAIN,
                        List.of(month % 2 == 0 ? "language" : "vision")),
                values);
    }

    /** If log10 of parameters is 6 + b, log10 of compute is b / 2 above the line. Only the first ten have hardware. */
    private static List<AnalysedRelease> onTheLine(int n, int organizations) {
        List<AnalysedRelease> releases = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double b = (i * 7) % 5 - 2;
            releases.add(release(
                    "known%02d".formatted(i),
                    i,
                    "lab" + i % organizations,
                    LEVEL + years(i) + 0.5 * b,
                    6 + b,
                    i < 10 ? 3 + i % 3 : Double.NaN));
        }
        return releases;
    }

    private static LoadedVintage vintage(List<AnalysedRelease> releases) {
        return new LoadedVintage(
                LocalDate.of(2025, 1, 1),
                releases.stream()
                        .sorted(Comparator.comparing(AnalysedRelease::id))
                        .toList());
    }

    private static LoadedVintage vintage(List<AnalysedRelease> releases, AnalysedRelease... more) {
        List<AnalysedRelease> all = new ArrayList<>(releases);
        all.addAll(List.of(more));
        return vintage(all);
    }

    private static Nowcaster.Result nowcast(LoadedVintage vintage) {
        return NOWCASTER.nowcast(vintage, List.of(), Map.of());
    }

    private static AnalysedRelease unknown(double parameters, double hardware) {
        return release("unknown", 70, "other", Double.NaN, parameters, hardware);
    }

    @Test
    void withoutAnyComputeNothingIsEstimated() {
        Nowcaster.Result result = nowcast(vintage(List.of(unknown(8, 2), release("b", 3, "lab", Double.NaN, 5, 1))));
        assertThat(result.scores()).isEmpty();
        assertThat(result.nowcasts()).hasSize(2).allSatisfy(nowcast -> {
            assertThat(nowcast.log10Flop()).isNull();
            assertThat(nowcast.fit().status()).isEqualTo(NowcastFit.Status.NOT_FITTED);
            assertThat(nowcast.fit().n()).isZero();
        });
    }

    @Test
    void estimatesRestOnAllThatIsKnownOfEnoughReleases() {
        List<AnalysedRelease> known = onTheLine(60, 5);
        Nowcast byDate = only(vintage(known, unknown(Double.NaN, Double.NaN)));
        assertThat(byDate.fit().features()).isEqualTo("date+domain");
        assertThat(byDate.fit().terms())
                .as("whatever is not of language is of vision")
                .isEqualTo("years, language");
        Nowcast byParameters = only(vintage(known, unknown(7, Double.NaN)));
        assertThat(byParameters.fit().features()).isEqualTo("date+domain+parameters");
        assertThat(byParameters.fit().status()).isEqualTo(NowcastFit.Status.FITTED);
        assertThat(byParameters.log10Flop().location()).isCloseTo(LEVEL + years(70) + 0.5, within(1e-9));
        Nowcast byFewReleases = only(vintage(known, unknown(7, 4)));
        assertThat(byFewReleases.fit().features())
                .as("hardware is known of ten releases with compute")
                .isEqualTo("date+domain+parameters");
        assertThat(byFewReleases.log10Flop()).isEqualTo(byParameters.log10Flop());
    }

    private static Nowcast only(LoadedVintage vintage) {
        List<Nowcast> nowcasts = nowcast(vintage).nowcasts();
        assertThat(nowcasts).extracting(Nowcast::releaseId).containsExactly("unknown");
        return nowcasts.get(0);
    }

    @Test
    void oneOrganizationOrTooFewReleasesGiveNoEstimate() {
        assertThat(only(vintage(onTheLine(60, 1), unknown(7, Double.NaN))).fit().status())
                .isEqualTo(NowcastFit.Status.NOT_FITTED);
        assertThat(only(vintage(onTheLine(29, 5), unknown(7, Double.NaN))).fit().status())
                .isEqualTo(NowcastFit.Status.NOT_FITTED);
        assertThat(only(vintage(onTheLine(30, 5), unknown(7, Double.NaN))).fit().status())
                .isEqualTo(NowcastFit.Status.FEW_RELEASES);
        AnalysedRelease early = release("unknown", -60, "other", Double.NaN, 7, Double.NaN);
        assertThat(only(vintage(onTheLine(60, 5), early)).fit().status())
                .as("of an era without compute")
                .isEqualTo(NowcastFit.Status.NOT_FITTED);
    }

    @Test
    void theLastEstimateBeforeAValueCameIsScoredByIt() {
        List<AnalysedRelease> known = onTheLine(60, 5);
        LoadedVintage now = vintage(known, release("unknown", 70, "other", LEVEL + years(70) + 1.5, 7, Double.NaN));
        ReleaseIdentity identity = new ReleaseIdentity(List.of(PARAMETERS), Set.of(PARAMETERS));
        List<MatchedVintage> earlier = MatchedVintage.of(
                List.of(vintage(known, unknown(Double.NaN, Double.NaN)), vintage(known, unknown(7, Double.NaN))),
                now,
                identity);
        assertThat(NOWCASTER.nowcast(now, earlier, Map.of()).scores())
                .filteredOn(score -> score.later().n() > 0)
                .singleElement()
                .satisfies(score -> {
                    assertThat(score.fit().features()).isEqualTo("date+domain+parameters");
                    assertThat(score.later().mean()).isCloseTo(1, within(1e-9));
                    assertThat(score.later().rootMeanSquare()).isCloseTo(1, within(1e-9));
                    assertThat(score.later().inside()).isZero();
                });
    }

    @Test
    void anIndexGivesASecondEstimateThatLooksAhead() {
        List<AnalysedRelease> known = onTheLine(60, 5);
        Map<String, Double> index = new HashMap<>(Map.of("Unknown", 4.0, "Imputed", 0.0, "nobody's", 1.0));
        // Half an order of magnitude of compute for each point.
        for (int i = 0; i < known.size(); i++) {
            index.put("KNOWN" + known.get(i).name().substring(5), (double) ((i * 7) % 5 - 2));
        }
        Nowcaster.Result result = NOWCASTER.nowcast(
                vintage(
                        known,
                        unknown(Double.NaN, Double.NaN),
                        release("imputed", 20, "other", 30, Double.NaN, Double.NaN)),
                List.of(),
                index);
        // 60 known releases, Unknown and Imputed.
        assertThat(result.matched()).isEqualTo(62);
        assertThat(result.unmatched()).isEqualTo(1);
        assertThat(result.nowcasts()).extracting(Nowcast::isLookAhead).containsExactly(false, true);
        Nowcast lookingAhead = result.nowcasts().get(1);
        assertThat(lookingAhead.fit().features()).isEqualTo("date+domain+benchmark_index");
        assertThat(lookingAhead.fit().n())
                .as("a value imputed from benchmarks is left out")
                .isEqualTo(60);
        // The unknown release has index 4, so its compute is 2 OOM above the line.
        assertThat(lookingAhead.log10Flop().location()).isCloseTo(LEVEL + years(70) + 2, within(1e-9));
        // 60 known releases, and the imputed one, which only the first estimate uses.
        assertThat(result.nowcasts().get(0).fit().n()).isEqualTo(61);
    }
}
