package org.computetrends.generate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Era;

/**
 * The publication days of synthetic releases, with probabilities, and the day that an analysis imputes for each.
 *
 * <p>A release has a day, and the precision to which the source knows it. The imputed day is the day itself, the 15th
 * of the month, or 1 July, and never after the vintage. A release's values scatter around the lines at the imputed day.
 */
final class ReleaseCalendar {
    private final GeneratorSettings settings;
    private final LocalDate[] days;

    /** The probability of each day; the sum is 1. */
    private final double[] probabilities;

    ReleaseCalendar(GeneratorSettings settings) {
        this.settings = settings;
        LocalDate from = settings.dates().from();
        this.days = from.datesUntil(settings.vintage().plusDays(1)).toArray(LocalDate[]::new);
        this.probabilities = new double[days.length];
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            LocalDate day = days[i];
            boolean isGap = settings.dates().gaps().stream().anyMatch((Era gap) -> gap.contains(day));
            double years = settings.timeScale().years((double) ChronoUnit.DAYS.between(from, day));
            probabilities[i] = isGap ? 0 : StrictMath.pow(settings.dates().growthFactorPerYear(), years);
            sum += probabilities[i];
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("the gaps leave no day for a release");
        }
        for (int i = 0; i < days.length; i++) {
            probabilities[i] /= sum;
        }
    }

    LocalDate day(int index) {
        return days[index];
    }

    /** Draws indices of {@link #day}. */
    DiscreteSampler sampler(RowRandom random) {
        return GuideTableDiscreteSampler.of(random, probabilities);
    }

    /** The precision that a uniform random number from 0 to 1 chooses. */
    DatePrecision precision(double uniform) {
        if (uniform < settings.dates().yearShare()) {
            return DatePrecision.YEAR;
        }
        return uniform < settings.dates().yearShare() + settings.dates().monthShare()
                ? DatePrecision.MONTH
                : DatePrecision.DAY;
    }

    LocalDate imputed(LocalDate day, DatePrecision precision) {
        LocalDate middle = DateImputation.MIDDLE.day(day, precision);
        return middle.isAfter(settings.vintage()) ? settings.vintage() : middle;
    }

    /** The probability of each imputed day. */
    Map<LocalDate, Double> imputedDays() {
        Map<LocalDate, Double> masses = new TreeMap<>();
        double month = settings.dates().monthShare();
        double year = settings.dates().yearShare();
        for (int i = 0; i < days.length; i++) {
            masses.merge(imputed(days[i], DatePrecision.DAY), probabilities[i] * (1 - month - year), Double::sum);
            masses.merge(imputed(days[i], DatePrecision.MONTH), probabilities[i] * month, Double::sum);
            masses.merge(imputed(days[i], DatePrecision.YEAR), probabilities[i] * year, Double::sum);
        }
        return masses;
    }
}
