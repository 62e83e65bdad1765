package org.computetrends.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.RULES;
import static org.computetrends.population.LoadedReleases.release;
import static org.computetrends.population.LoadedReleases.vintage;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The frontier has the two largest releases. A value in the three years before establishes an organization. */
class CoverageEndTest {
    private static final AnalysedRelease FIRST = release("first", "2020-01-01", 1e20, "lab");
    private static final AnalysedRelease SECOND = release("second", "2022-01-01", 1e22, "lab");

    @Test
    void theFirstValueOfANewOrganizationDoesNotMoveTheEnd() {
        assertThat(end(FIRST, SECOND, release("third", "2023-01-01", 1e24, "newcomer")))
                .hasValue(LocalDate.of(2022, 1, 1));
    }

    @Test
    void aSecondValueOfANewOrganizationMovesTheEnd() {
        assertThat(end(
                        FIRST,
                        SECOND,
                        release("third", "2023-01-01", 1e24, "newcomer"),
                        release("fourth", "2023-06-01", 1e24, "newcomer")))
                .hasValue(LocalDate.of(2023, 6, 1));
    }

    @Test
    void theSecondOrganizationOfAReleaseCounts() {
        assertThat(end(FIRST, SECOND, release("third", "2023-01-01", 1e24, "newcomer", "lab")))
                .hasValue(LocalDate.of(2023, 1, 1));
        assertThat(end(release("first", "2020-01-01", 1e20, "newcomer", "lab"), SECOND))
                .hasValue(LocalDate.of(2022, 1, 1));
    }

    @Test
    void theThreeYearsBeginWithTheirFirstDayAndEndBeforeTheRelease() {
        assertThat(end(FIRST, release("second", "2023-01-01", 1e22, "lab"))).hasValue(LocalDate.of(2023, 1, 1));
        assertThat(end(FIRST, release("second", "2023-01-02", 1e22, "lab"))).isEmpty();
        assertThat(end(FIRST, release("second", "2020-01-01", 1e22, "lab"))).isEmpty();
    }

    @Test
    void aReleaseBelowTheFrontierDoesNotMoveTheEndOrEstablishAnOrganization() {
        assertThat(end(
                        FIRST,
                        SECOND,
                        release("third", "2022-06-01", 1e21, "lab"),
                        release("low", "2023-01-01", 1e19, "lab")))
                .hasValue(LocalDate.of(2022, 6, 1));
        assertThat(end(
                        release("a", "2020-01-01", 1e22, "x"),
                        release("b", "2020-02-01", 1e22, "y"),
                        release("c", "2021-01-01", 1e20, "lab"),
                        release("d", "2022-01-01", 1e24, "lab")))
                .isEmpty();
    }

    @Test
    void aDerivativeIsNotRankedAndDoesNotMoveTheEnd() {
        AnalysedRelease model = release("third", "2023-01-01", 1e24, "lab");
        AnalysedRelease derivative = new AnalysedRelease(
                model.id(),
                model.name(),
                model.publishedOn(),
                model.precision(),
                true,
                model.notable(),
                model.confidence(),
                model.firstOrganization(),
                model.attributes(),
                model.values());
        assertThat(end(FIRST, SECOND, derivative)).hasValue(LocalDate.of(2022, 1, 1));
    }

    @Test
    void coverageWithoutOrganizationsOrValuesHasNoEnd() {
        assertThat(end(release("a", "2020-01-01", 1e20), release("b", "2021-01-01", 1e21)))
                .isEmpty();
        assertThat(end(release("a", "2020-01-01", Double.NaN, "lab"))).isEmpty();
        assertThat(end()).isEmpty();
    }

    private static Optional<LocalDate> end(AnalysedRelease... releases) {
        return vintage("2024-01-01", releases).selector().analysed(RULES).knownTo(COMPUTE, 3);
    }
}
