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
import org.junit.jupiter.api.Test;

class LoadedVintageTest {
    @Test
    void aFlagOfAReleaseWithoutValuesDoesNotCount() {
        LoadedVintage vintage = vintage(
                "2024-01-01",
                release("measured", "2020-01-01", 1e20),
                release("flagged", "2020-01-01", DatePrecision.DAY, true, Double.NaN));
        assertThat(notable(vintage)).containsExactly("measured");
        assertThat(vintage.releases()).hasSize(2);
        LoadedVintage bothMeasured = vintage(
                "2024-01-01",
                release("measured", "2020-01-01", 1e20),
                release("flagged", "2020-01-01", DatePrecision.DAY, true, 1e20));
        assertThat(notable(bothMeasured)).containsExactly("flagged");
    }

    private static List<String> notable(LoadedVintage vintage) {
        return vintage.selector()
                .analysed(RULES)
                .select(COMPUTE, Cohort.parse("notable"), Era.ALL_TIME)
                .releaseIds();
    }
}
