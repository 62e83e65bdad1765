package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RevisionRate;
import org.computetrends.domain.RevisionRate.Group;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ValueChange;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.stats.Quantiles;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often values are revised and withdrawn from one vintage to the next, by the value's age and the source's
 * confidence in it. Changes across a seam are counted separately, because many of these revisions and withdrawals are
 * editorial. Call {@link #count} for each pair of consecutive vintages, then {@link #rates}.
 */
final class RevisionCounter {
    private static final double LOG10_OF_TWO = Math.log10(2);

    private final List<Double> ageBounds;
    private final TimeScale timeScale;
    private final Map<Group, Tally> tallies = new HashMap<>();

    /** @param ageBounds the bounds of ranges of age in years, ascending */
    RevisionCounter(List<Double> ageBounds, TimeScale timeScale) {
        this.ageBounds = List.copyOf(ageBounds);
        this.timeScale = timeScale;
    }

    /** The counts of a group's values. */
    private static final class Tally {
        /** The sum over values of the years from one vintage to the next, during which the value could change. */
        private double valueYears;

        private long values;
        private long beyondFactorTwo;
        private long delisted;
        private long emptied;

        /** The absolute difference of the log10 values, for each revision. */
        private final List<Double> sizes = new ArrayList<>();

        private double largest;
        private String largestRelease = "";

        /** Counts a value that {@code before} has; {@code after} is null if the release was delisted. */
        void add(double years, AnalysedRelease before, @Nullable AnalysedRelease after, String metric) {
            valueYears += years;
            values++;
            if (after == null) {
                delisted++;
            } else if (Double.isNaN(after.value(metric))) {
                emptied++;
            } else if (ValueChange.isRevised(before.value(metric), after.value(metric))) {
                addRevision(Math.abs(Math.log10(after.value(metric) / before.value(metric))), after.id());
            }
        }

        private void addRevision(double size, String release) {
            sizes.add(size);
            beyondFactorTwo += size > LOG10_OF_TWO ? 1 : 0;
            if (size > largest) {
                largest = size;
                largestRelease = release;
            }
        }

        RevisionRate rate(Group group) {
            double[] revisionSizes =
                    sizes.stream().mapToDouble(Double::doubleValue).toArray();
            RevisionRate.Counts counts =
                    new RevisionRate.Counts(revisionSizes.length, beyondFactorTwo, delisted, emptied);
            RevisionRate.Sizes sizeStatistics = revisionSizes.length == 0
                    ? null
                    : new RevisionRate.Sizes(Quantiles.of(revisionSizes, 0.5)[0], largest, largestRelease);
            return new RevisionRate(group, valueYears, values, counts, sizeStatistics);
        }
    }

    /** Counts the changes of values from the vintage dated {@code from} to the next one, dated {@code to}. */
    void count(LocalDate from, LocalDate to, ReleaseMatching matching, boolean acrossSeam) {
        double years = timeScale.yearsSince2000(to) - timeScale.yearsSince2000(from);
        matching.matched().forEach(pair -> count(from, years, pair.before(), pair.after(), acrossSeam));
        matching.withdrawn().forEach(release -> count(from, years, release, null, acrossSeam));
    }

    private void count(
            LocalDate from, double years, AnalysedRelease before, @Nullable AnalysedRelease after, boolean acrossSeam) {
        String ageRange = ageRange(timeScale.yearsSince2000(from) - timeScale.yearsSince2000(before.publishedOn()));
        Confidence sourceConfidence = before.confidence();
        String label = sourceConfidence == null ? RevisionRate.UNLABELLED : sourceConfidence.name();
        for (String metric : before.values().keySet()) {
            for (String age : List.of(ageRange, RevisionRate.ALL)) {
                for (String confidence : List.of(label, RevisionRate.ALL)) {
                    tallies.computeIfAbsent(new Group(metric, age, confidence, acrossSeam), group -> new Tally())
                            .add(years, before, after, metric);
                }
            }
        }
    }

    /** The range that contains an age, such as 1-2 or 5+. */
    private String ageRange(double years) {
        double from = 0;
        for (double bound : ageBounds) {
            if (years < bound) {
                return text(from) + "-" + text(bound);
            }
            from = bound;
        }
        return text(from) + "+";
    }

    /** A number of years, as an integer if it is one. */
    private static String text(double years) {
        return years == Math.rint(years) ? String.valueOf((long) years) : String.valueOf(years);
    }

    /** The rates of groups with values, by metric, age (youngest first), confidence and seam. Totals come last. */
    List<RevisionRate> rates(List<Metric> metrics) {
        List<String> ages = new ArrayList<>(List.of(ageRange(0)));
        ageBounds.forEach(bound -> ages.add(ageRange(bound)));
        ages.add(RevisionRate.ALL);
        List<String> confidences = new ArrayList<>();
        Arrays.stream(Confidence.values()).forEach(confidence -> confidences.add(confidence.name()));
        confidences.addAll(List.of(RevisionRate.UNLABELLED, RevisionRate.ALL));
        List<RevisionRate> rates = new ArrayList<>();
        for (Metric metric : metrics) {
            for (String age : ages) {
                for (String confidence : confidences) {
                    for (boolean acrossSeam : new boolean[] {false, true}) {
                        Group group = new Group(metric.id(), age, confidence, acrossSeam);
                        Tally tally = tallies.get(group);
                        if (tally != null) {
                            rates.add(tally.rate(group));
                        }
                    }
                }
            }
        }
        return rates;
    }
}
