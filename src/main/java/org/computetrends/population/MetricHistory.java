package org.computetrends.population;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.CohortRule;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.Scale;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.sql.ExactMoments;
import org.computetrends.stats.FirstIndex;
import org.computetrends.stats.RollingMoments;
import org.computetrends.stats.RunningTop;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one metric in order of date, with the ranks, records and scale of each. The basis of selection in
 * memory.
 *
 * <p>Computed in one pass. The windows that scale needs are computed only if asked for.
 */
final class MetricHistory implements CohortRule.Observations {
    private final Observation[] observations;
    private final AnalysedReleases releases;
    private final Selection selection;

    /** By date: the index of the date's first observation; then, as the last element, the number of observations. */
    private final int[] dayStart;

    /** By observation; empty if not computed. */
    private final Scale[] scales;

    /** By date: the least value with rank N or better. */
    private final double[] entryValue;

    /** By date: the value of a new record; NaN if there is none. */
    private final double[] recordValue;

    /**
     * @param observations the observations, in order of date
     * @param releases the selected releases, which these observations are part of
     * @param withScales whether {@link #scale} or {@link #isOf} will be called
     */
    MetricHistory(List<Observation> observations, AnalysedReleases releases, Selection selection, boolean withScales) {
        this.observations = observations.toArray(Observation[]::new);
        this.releases = releases;
        this.selection = selection;
        this.dayStart = dayStarts(this.observations);
        this.scales = withScales || selection.rules().outliers() == OutlierRule.DROP ? scales() : new Scale[0];
        this.entryValue = new double[days()];
        this.recordValue = new double[days()];
        computeEntryValues();
    }

    @Override
    public int size() {
        return observations.length;
    }

    Observation observation(int i) {
        return observations[i];
    }

    @Override
    public long epochDay(int i) {
        return observations[i].epochDay();
    }

    @Override
    public List<String> values(int i, Attribute attribute) {
        return observations[i].release().values(attribute);
    }

    /** The scale of an observation among those around its date. Requires scales. */
    Scale scale(int i) {
        return scales[i];
    }

    @Override
    public boolean isOf(int i, Scale scale) {
        return scales[i] == scale;
    }

    @Override
    public boolean isKept(int i) {
        return selection.rules().outliers() == OutlierRule.KEEP || scales[i] != Scale.LOW_OUTLIER;
    }

    /** Whether an observation is ranked and can be a record. */
    private boolean competes(int i) {
        return selection.ranks(observations[i].release()) && isKept(i);
    }

    /**
     * The least value with rank N or better on a date: minus infinity while fewer than N values are known, NaN before
     * the first date.
     */
    private double entryValueAt(long epochDay) {
        int day = FirstIndex.of(0, days(), later -> observations[dayStart[later]].epochDay() > epochDay) - 1;
        return day < 0 ? Double.NaN : entryValue[day];
    }

    @Override
    public IntPredicate notable() {
        boolean areAllNotable = releases.areAllNotable();
        return i ->
                areAllNotable || Boolean.TRUE.equals(observations[i].release().notable());
    }

    @Override
    public IntPredicate frontier(@Nullable String rankedBy) {
        MetricHistory ranking = rankedBy == null ? this : releases.history(rankedBy);
        return i -> {
            Observation observation = observations[i];
            double value = rankedBy == null
                    ? observation.value()
                    : observation.release().value(rankedBy);
            // Comparisons with NaN are false: a value, or the frontier's entry, may be unknown.
            return competes(i) && value >= ranking.entryValueAt(observation.epochDay());
        };
    }

    /**
     * The least value with rank N or better, on each day from {@code firstDay} to {@code lastDay}, both included: minus
     * infinity while fewer than N values are known.
     */
    double[] entryValues(int firstDay, int lastDay) {
        double[] entryValues = new double[lastDay - firstDay + 1];
        Arrays.fill(entryValues, Double.NEGATIVE_INFINITY);
        for (int day = 0; day < days(); day++) {
            int from = Math.max(0, Math.toIntExact(observations[dayStart[day]].epochDay()) - firstDay);
            int to = day + 1 == days()
                    ? entryValues.length
                    : Math.toIntExact(observations[dayStart[day + 1]].epochDay()) - firstDay;
            Arrays.fill(entryValues, from, to, entryValue[day]);
        }
        return entryValues;
    }

    /** Records are larger than every earlier ranked observation, and the largest of their date. */
    @Override
    public IntPredicate records() {
        boolean[] records = new boolean[size()];
        for (int day = 0; day < days(); day++) {
            for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
                records[i] = competes(i) && observations[i].value() == recordValue[day];
            }
        }
        return i -> records[i];
    }

    private int days() {
        return dayStart.length - 1;
    }

    private static int[] dayStarts(Observation[] observations) {
        int[] starts = new int[observations.length + 1];
        int days = 0;
        for (int i = 0; i < observations.length; i++) {
            if (i == 0 || observations[i].epochDay() != observations[i - 1].epochDay()) {
                starts[days++] = i;
            }
        }
        starts[days] = observations.length;
        return Arrays.copyOf(starts, days + 1);
    }

    /** The z-score of each observation in the window around its date; NaN if the window has no spread. */
    double[] zScores() {
        RollingMoments.Window[] windows =
                moments().windows(selection.rules().zScore().windowDays());
        double[] result = new double[size()];
        for (int day = 0; day < days(); day++) {
            for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
                result[i] = (observations[i].log10Value() - windows[day].mean()) / windows[day].sd();
            }
        }
        return result;
    }

    private Scale[] scales() {
        ZScoreRule rule = selection.rules().zScore();
        double[] zScores = zScores();
        Scale[] result = new Scale[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = rule.scale(zScores[i], observations[i].epochDay());
        }
        return result;
    }

    /** The rank of each observation at its date; 0 below the frontier and for observations that are not ranked. */
    int[] ranks() {
        RunningTop top = new RunningTop(selection.rules().frontierSize());
        int[] ranks = new int[size()];
        for (int day = 0; day < days(); day++) {
            top.add(competingValues(day));
            double[] largest = top.values();
            for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
                double value = observations[i].value();
                ranks[i] = competes(i)
                        ? RunningTop.rank(value, largest, selection.rules().frontierSize())
                        : 0;
            }
        }
        return ranks;
    }

    /** By observation: the mean log10 value of its date. */
    double[] dayMeans() {
        double[] means = new double[size()];
        for (int day = 0; day < days(); day++) {
            Arrays.fill(means, dayStart[day], dayStart[day + 1], momentsOf(day).mean());
        }
        return means;
    }

    private RollingMoments moments() {
        int days = days();
        long[] day = new long[days];
        long[] count = new long[days];
        double[] mean = new double[days];
        double[] squares = new double[days];
        for (int d = 0; d < days; d++) {
            day[d] = observations[dayStart[d]].epochDay();
            ExactMoments moments = momentsOf(d);
            count[d] = moments.count();
            mean[d] = moments.mean();
            squares[d] = moments.sumOfSquares();
        }
        return new RollingMoments(day, count, mean, squares);
    }

    private ExactMoments momentsOf(int day) {
        ExactMoments.Sums sums = new ExactMoments.Sums();
        for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
            sums.add(observations[i].log10Value());
        }
        return sums.moments();
    }

    private void computeEntryValues() {
        RunningTop top = new RunningTop(selection.rules().frontierSize());
        for (int day = 0; day < days(); day++) {
            double[] competing = competingValues(day);
            double previous = top.largest();
            if (competing.length > 0) {
                top.add(competing);
            }
            entryValue[day] = top.entry();
            recordValue[day] = top.largest() > previous ? top.largest() : Double.NaN;
        }
    }

    private double[] competingValues(int day) {
        double[] values = new double[dayStart[day + 1] - dayStart[day]];
        int count = 0;
        for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
            if (competes(i)) {
                values[count++] = observations[i].value();
            }
        }
        return Arrays.copyOf(values, count);
    }
}
