package org.computetrends.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.computetrends.domain.Metric;
import org.computetrends.population.AnalysedRelease;

/**
 * Decides whether two releases of two vintages are the same release, by name, organization, date and values.
 *
 * <ul>
 *   <li>Releases with the same {@linkplain FoldedName name} are the same if any of these is true: they share an
 *       organization, or one of them has no organization; their dates are at most a month apart; at least one value
 *       agrees and none differs. The same name and month but another organization usually means that the organization
 *       was renamed.
 *   <li>Releases with different names are the same if all of these are true: they share an organization; their dates
 *       are at most a month apart; a value of a distinctive metric agrees; and either one name contains all words of
 *       the other and more values agree than differ, or a second value agrees and none differs.
 * </ul>
 *
 * <p>Models of one family in several sizes, such as 7B and 70B, differ in the distinctive metrics, so they are
 * different releases.
 *
 * @param metrics the metrics that are compared: columns of the source
 * @param distinctive the ids of metrics in which two releases of one organization seldom have the same value
 */
public record ReleaseIdentity(List<String> metrics, Set<String> distinctive) {
    /** The most days between dates that are at most a month apart. */
    private static final long MONTH_DAYS = 31;

    /** The relative difference up to which values agree. Rounding to four digits changes a value by less. */
    private static final double SAME_VALUE = 1e-3;

    /** Compares the metrics that are columns of the source. */
    public static ReleaseIdentity of(List<Metric> metrics, Set<String> distinctive) {
        return new ReleaseIdentity(
                metrics.stream().filter(Metric::isColumn).map(Metric::id).toList(), distinctive);
    }

    /** A release with its name (the id without an ordinal), that name folded, and its organizations folded. */
    record NamedRelease(AnalysedRelease release, String name, FoldedName folded, Set<FoldedName> organizations) {
        private boolean sharesOrganization(NamedRelease other) {
            return !Collections.disjoint(organizations, other.organizations);
        }
    }

    /** The evidence that two releases are the same, the strongest first. */
    enum Evidence {
        SAME_NAME,
        SAME_FOLDED_NAME,
        SAME_NAME_OF_ANOTHER_ORGANIZATION,
        CONTAINED_NAME,
        SAME_VALUES
    }

    /**
     * The strength of a match.
     *
     * @param evidence why the releases are considered the same
     * @param agreeing the number of values that agree; 0, because not needed, if the names are equal
     * @param daysApart days between the dates of the releases
     */
    record MatchStrength(Evidence evidence, int agreeing, long daysApart) {
        static final Comparator<MatchStrength> STRONGEST_FIRST = Comparator.comparing(MatchStrength::evidence)
                .thenComparing(Comparator.comparingInt(MatchStrength::agreeing).reversed())
                .thenComparingLong(MatchStrength::daysApart);
    }

    /** Compares two releases with the same folded name; empty if they are different releases. */
    Optional<MatchStrength> matchOfEqualNames(NamedRelease before, NamedRelease after) {
        long days = daysApart(before, after);
        boolean isWithoutOrganization =
                before.organizations().isEmpty() || after.organizations().isEmpty();
        if (isWithoutOrganization || before.sharesOrganization(after)) {
            Evidence evidence = before.name().equals(after.name()) ? Evidence.SAME_NAME : Evidence.SAME_FOLDED_NAME;
            return Optional.of(new MatchStrength(evidence, 0, days));
        }
        Agreement values = agreement(before, after);
        return days <= MONTH_DAYS || (values.agreeing() > 0 && values.differing() == 0)
                ? Optional.of(new MatchStrength(Evidence.SAME_NAME_OF_ANOTHER_ORGANIZATION, 0, days))
                : Optional.empty();
    }

    /** Compares two releases with different names; empty if they are different releases. */
    Optional<MatchStrength> matchOfDifferentNames(NamedRelease before, NamedRelease after) {
        long days = daysApart(before, after);
        if (days > MONTH_DAYS || !before.sharesOrganization(after)) {
            return Optional.empty();
        }
        Agreement values = agreement(before, after);
        boolean isContained =
                before.folded().isWithinOrAround(after.folded()) && values.agreeing() > values.differing();
        if (!values.agreesOnDistinctive() || !(isContained || (values.agreeing() >= 2 && values.differing() == 0))) {
            return Optional.empty();
        }
        return Optional.of(new MatchStrength(
                isContained ? Evidence.CONTAINED_NAME : Evidence.SAME_VALUES, values.agreeing(), days));
    }

    /** The numbers of values that agree and differ, and whether one of a distinctive metric agrees. */
    private record Agreement(int agreeing, int differing, boolean agreesOnDistinctive) {}

    private Agreement agreement(NamedRelease before, NamedRelease after) {
        int agreeing = 0;
        int differing = 0;
        boolean agreesOnDistinctive = false;
        for (String metric : metrics) {
            double first = before.release().value(metric);
            double second = after.release().value(metric);
            // NaN, for an unknown value, neither agrees nor differs.
            if (Math.abs(first - second) <= SAME_VALUE * Math.max(first, second)) {
                agreeing++;
                agreesOnDistinctive |= distinctive.contains(metric);
            } else if (!Double.isNaN(first) && !Double.isNaN(second)) {
                differing++;
            }
        }
        return new Agreement(agreeing, differing, agreesOnDistinctive);
    }

    private static long daysApart(NamedRelease before, NamedRelease after) {
        LocalDate date = before.release().publishedOn();
        return Math.abs(ChronoUnit.DAYS.between(date, after.release().publishedOn()));
    }
}
