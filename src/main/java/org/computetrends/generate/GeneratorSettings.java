package org.computetrends.generate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Era;
import org.computetrends.domain.TimeScale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of synthetic releases. A row depends only on these settings and its number.
 *
 * @param vintage the generated vintage, and the last date of a valid row
 * @param notableShare the share of releases flagged notable
 * @param derivativeShare the share of releases that name a base model
 * @param commonVariance the share, 0 to 1, of variance around the lines that is common to the metrics of a release
 * @param valueStepOom the step to which log10 values are rounded, in OOM; 0 for no rounding
 * @param eras the eras with separate lines, in order and without gaps; every date of a release is in one
 * @param spans further spans for which {@link Truth} has expected slopes
 */
public record GeneratorSettings(
        long seed,
        LocalDate vintage,
        TimeScale timeScale,
        Dates dates,
        Organizations organizations,
        Labels labels,
        double notableShare,
        double derivativeShare,
        Large large,
        double commonVariance,
        double valueStepOom,
        List<Era> eras,
        List<Era> spans,
        List<TrueMetric> metrics,
        BadRowSettings faults)
        implements Serializable {

    /**
     * The distribution of publication dates.
     *
     * @param from the first date
     * @param growthFactorPerYear the number of releases per day grows by this factor each year
     * @param gaps spans without releases, half-open
     * @param monthShare the share of dates known to the month
     * @param yearShare the share of dates known to the year
     */
    public record Dates(LocalDate from, double growthFactorPerYear, List<Era> gaps, double monthShare, double yearShare)
            implements Serializable {
        public Dates {
            gaps = List.copyOf(gaps);
            if (monthShare + yearShare > 1) {
                throw new IllegalArgumentException(
                        "the shares of dates known to the month and to the year add up to more than 1");
            }
        }
    }

    /**
     * The publishing organizations.
     *
     * @param zipfExponent the k-th organization publishes a share of releases proportional to {@code k^-zipfExponent}
     * @param jointShare the probability that a release with an organization draws a second one, which may be the same
     * @param unknownShare the share of releases without an organization
     * @param countries shares of organizations by country
     */
    public record Organizations(
            int count, double zipfExponent, double jointShare, double unknownShare, List<Share> countries)
            implements Serializable {
        public Organizations {
            countries = checkedShares("countries", countries);
        }
    }

    /**
     * The shares of releases by label; all other releases have no label. {@code accessibility} is for releases of
     * regular scale; {@link Large} has its own.
     */
    public record Labels(List<Share> domains, List<Share> confidence, List<Share> accessibility)
            implements Serializable {
        public Labels {
            domains = checkedShares("domains", domains);
            confidence = checkedShares("confidence", confidence);
            accessibility = checkedShares("accessibility", accessibility);
        }
    }

    /**
     * Releases of large scale: a separate population of large training runs, with its own lines.
     *
     * @param from the first date of a release of large scale
     * @param share the share of releases of large scale among those dated {@code from} or later
     */
    public record Large(LocalDate from, double share, List<Share> accessibility) implements Serializable {
        public Large {
            accessibility = checkedShares("accessibility", accessibility);
        }
    }

    /**
     * Rows with a fault.
     *
     * @param column the canonical column that gets zero, negative or non-finite values
     * @param earliestDate rows dated before this day are rejected
     * @param excludedConfidence a confidence label for which curation rejects all quantities, or null if there is none
     */
    public record BadRowSettings(
            BadRows rows,
            String column,
            LocalDate earliestDate,
            @Nullable String excludedConfidence) implements Serializable {}

    public GeneratorSettings {
        eras = List.copyOf(eras);
        spans = List.copyOf(spans);
        metrics = List.copyOf(metrics);
        if (!dates.from().isBefore(vintage)) {
            throw new IllegalArgumentException(
                    "releases must begin before the vintage " + vintage + ", but begin on " + dates.from());
        }
        // The day imputed for a date known to the month or year may be before the first release.
        LocalDate earliestDay = Arrays.stream(DatePrecision.values())
                .map(precision -> DateImputation.MIDDLE.day(dates.from(), precision))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        if (eraIndex(eras, earliestDay) < 0 || eraIndex(eras, vintage) < 0) {
            throw new IllegalArgumentException("every date from " + earliestDay + " to " + vintage
                    + " must be in an era, but eras begin or end between them");
        }
        for (TrueMetric metric : metrics) {
            if (metric.lines().size() != eras.size()) {
                throw new IllegalArgumentException(metric.id() + " must have a line for each era");
            }
        }
    }

    /** The index of the first era that contains a date, or -1 if none does. */
    static int eraIndex(List<Era> eras, LocalDate date) {
        for (int i = 0; i < eras.size(); i++) {
            if (eras.get(i).contains(date)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A copy of shares that add up to at most 1.
     *
     * @throws IllegalArgumentException if they add up to more; the message has the name
     */
    public static List<Share> checkedShares(String name, List<Share> shares) {
        // Rounding may make a sum of 1 slightly greater.
        if (Share.sum(shares) > 1 + 1e-9) {
            throw new IllegalArgumentException("the shares of " + name + " add up to more than 1");
        }
        return List.copyOf(shares);
    }
}
