package org.computetrends.population;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.CohortSelector;
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
 * The observations of one metric in order of date, with their ranks, records and, if needed, scales.
 * {@link AnalysedReleases} selects populations from it.
 *
 * <p>An <em>index</em> identifies an observation. A <em>day</em> is a date with observations, numbered from 0.
 */
final class MetricHistory implements CohortSelector.Observations {
    private final Observation[] observations;
    private final AnalysedReleases releases;
    private final Selection selection;

    /**
     * Element d is the index of the first observation of day d. The extra last element is the number of observations.
     */
    private final int[] dayStart;

    /** By index: the observation's scale; an empty array if scales are not needed. */
    private final Scale[] scales;

    /** By day: the value with rank N, the least on the frontier; minus infinity while fewer than N are ranked. */
    private final double[] entryValue;

    /** By index: whether the observation is larger than every earlier ranked one, and the largest of its date. */
    private final boolean[] isRecord;

    /**
     * @param observations the observations, in order of date
     * @param releases the analysed releases, which these observations are part of
     * @param withScales whether {@link #scale} and {@link #hasScale} can be called
     */
    MetricHistory(List<Observation> observations, AnalysedReleases releases, Selection selection, boolean withScales) {
        this.observations = observations.toArray(Observation[]::new);
        this.releases = releases;
        this.selection = selection;
        this.dayStart = dayStarts(this.observations);
        this.scales = withScales || selection.rules().outliers() == OutlierRule.DROP ? scales() : new Scale[0];
        this.entryValue = new double[days()];
        this.isRecord = new boolean[size()];
        computeEntriesAndRecords();
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

    /** The scale of an observation among the observations around its date. Only for histories with scales. */
    Scale scale(int i) {
        return scales[i];
    }

    /** Whether an observation has a scale. Only for histories with scales. */
    @Override
    public boolean hasScale(int i, Scale scale) {
        return scales[i] == scale;
    }

    @Override
    public boolean isKept(int i) {
        return selection.rules().outliers() == OutlierRule.KEEP || scales[i] != Scale.LOW_OUTLIER;
    }

    /** Whether an observation is ranked and can be a record. */
    private boolean isRanked(int i) {
        return selection.ranks(observations[i].release()) && isKept(i);
    }

    /** The {@link #entryValue} on a date, which need not have observations; NaN before the first day. */
    private double entryValueOn(long epochDay) {
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
            // On the frontier: ranked, and by its value of the ranking metric among the N largest. That value or the
            // entry value may be NaN, for unknown: then the comparison is false.
            return isRanked(i) && value >= ranking.entryValueOn(observation.epochDay());
        };
    }

    /**
     * The {@link #entryValue} on each calendar day between two days since 1970-01-01, both included; minus infinity
     * before the first observation.
     */
    double[] entryValues(int firstEpochDay, int lastEpochDay) {
        double[] entryValues = new double[lastEpochDay - firstEpochDay + 1];
        Arrays.fill(entryValues, Double.NEGATIVE_INFINITY);
        for (int day = 0; day < days(); day++) {
            int from = Math.max(0, Math.toIntExact(observations[dayStart[day]].epochDay()) - firstEpochDay);
            int to = day + 1 == days()
                    ? entryValues.length
                    : Math.toIntExact(observations[dayStart[day + 1]].epochDay()) - firstEpochDay;
            Arrays.fill(entryValues, from, to, entryValue[day]);
        }
        return entryValues;
    }

    @Override
    public IntPredicate records() {
        return i -> isRecord[i];
    }

    private int days() {
        return dayStart.length - 1;
    }

    private static int[] dayStarts(Observation[] observations) {
        int end = observations.length;
        return IntStream.rangeClosed(0, end)
                .filter(i -> i == 0 || i == end || observations[i].epochDay() != observations[i - 1].epochDay())
                .toArray();
    }

    /** By index: the z-score of the observation in the window around its date; NaN if the window has no spread. */
    double[] zScores() {
        RollingMoments.Window[] windows =
                momentsByDay().windows(selection.rules().zScore().windowDays());
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

    /** By index: the rank of the observation on its date; 0 below the frontier, and for unranked observations. */
    int[] ranks() {
        RunningTop top = new RunningTop(selection.rules().frontierSize());
        int[] ranks = new int[size()];
        for (int day = 0; day < days(); day++) {
            top.add(rankedValues(day));
            double[] largest = top.values();
            for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
                double value = observations[i].value();
                ranks[i] = isRanked(i)
                        ? RunningTop.rank(value, largest, selection.rules().frontierSize())
                        : 0;
            }
        }
        return ranks;
    }

    /** By index: the mean log10 value of all observations of the observation's date. */
    double[] dayMeans() {
        double[] means = new double[size()];
        for (int day = 0; day < days(); day++) {
            Arrays.fill(means, dayStart[day], dayStart[day + 1], momentsOf(day).mean());
        }
        return means;
    }

    private RollingMoments momentsByDay() {
        long[] epochDay = new long[days()];
        long[] count = new long[days()];
        double[] mean = new double[days()];
        double[] squares = new double[days()];
        for (int day = 0; day < days(); day++) {
            epochDay[day] = observations[dayStart[day]].epochDay();
            ExactMoments moments = momentsOf(day);
            count[day] = moments.count();
            mean[day] = moments.mean();
            squares[day] = moments.sumOfSquares();
        }
        return new RollingMoments(epochDay, count, mean, squares);
    }

    private ExactMoments momentsOf(int day) {
        ExactMoments.Sums sums = new ExactMoments.Sums();
        for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
            sums.add(observations[i].log10Value());
        }
        return sums.moments();
    }

    private void computeEntriesAndRecords() {
        RunningTop top = new RunningTop(selection.rules().frontierSize());
        for (int day = 0; day < days(); day++) {
            double previous = top.largest();
            top.add(rankedValues(day));
            entryValue[day] = top.entry();
            if (top.largest() > previous) {
                for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
                    isRecord[i] = observations[i].value() == top.largest() && isRanked(i);
                }
            }
        }
    }

    /** The ranked values of a day. */
    private double[] rankedValues(int day) {
        double[] values = new double[dayStart[day + 1] - dayStart[day]];
        int count = 0;
        for (int i = dayStart[day]; i < dayStart[day + 1]; i++) {
            if (isRanked(i)) {
                values[count++] = observations[i].value();
            }
        }
        return Arrays.copyOf(values, count);
    }
}
