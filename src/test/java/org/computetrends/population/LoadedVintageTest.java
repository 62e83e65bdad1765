package org.computetrends.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.RULES;
import static org.computetrends.population.LoadedReleases.release;
import static org.computetrends.population.LoadedReleases.vintage;

import java.util.List;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendSpecification;
import org.junit.jupiter.api.Test;

class LoadedVintageTest {
    @Test
    void aFlagOfAReleaseWithoutValuesDoesNotCount() {
        // No measured release has a flag, so all measured releases are notable.
        LoadedVintage vintage = vintage(
                "2024-01-01",
                release("measured", "2020-01-01", 1e20),
                release("flagged", "2020-01-01", DatePrecision.DAY, true, Double.NaN));
        assertThat(notable(vintage)).containsExactly("measured");
        assertThat(vintage.releases()).hasSize(2);
        // Now a measured release has a flag, so only flagged releases are notable.
        LoadedVintage bothMeasured = vintage(
                "2024-01-01",
                release("measured", "2020-01-01", 1e20),
                release("flagged", "2020-01-01", DatePrecision.DAY, true, 1e20));
        assertThat(notable(bothMeasured)).containsExactly("flagged");
    }

    /** Trends of the vintage analysed use the organization as written, so it belongs to the digest. */
    @Test
    void anOrganizationInTwoSpellingsIsOneClusterWithTwoDigests() {
        AnalysedRelease written = release("a", "2020-01-01", 1e20, "Acme");
        AnalysedRelease otherwise = release("a", "2020-01-01", 1e20, "ACME");
        assertThat(written.attributes()).isEqualTo(otherwise.attributes());
        assertThat(written.cluster()).isEqualTo("organization acme").isEqualTo(otherwise.cluster());
        assertThat(vintage("2024-01-01", written).digest())
                .isNotEqualTo(vintage("2024-01-01", otherwise).digest());
    }

    /** As in a scan, which compares ids by their bytes. */
    @Test
    void ofEqualValuesTheOneWithTheLastIdInByteOrderIsTheLargest() {
        LoadedVintage vintage = vintage(
                "2024-01-01", release("\ufffd", "2020-01-01", 1e20), release("\ud83d\ude00", "2020-01-01", 1e20));
        Metric metric = new Metric(COMPUTE, COMPUTE, "FLOP", COMPUTE);
        TrendSpecification trend = new TrendSpecification(metric, Cohort.all(), Era.ALL_TIME, GrowthModel.EXPONENTIAL);
        InMemorySegmenter segmenter = new InMemorySegmenter(RULES.rules(), List.of(metric), List.of());
        TrendCells cells = segmenter
                .segmentTrend(vintage, trend)
                .populations()
                .cells(List.of())
                .get(0);
        assertThat(cells.extremes().get(0).largest().releaseId()).isEqualTo("\ud83d\ude00");
    }

    private static List<String> notable(LoadedVintage vintage) {
        return vintage.selector()
                .analysed(RULES)
                .select(COMPUTE, Cohort.parse("notable"), Era.ALL_TIME)
                .releaseIds();
    }
}
