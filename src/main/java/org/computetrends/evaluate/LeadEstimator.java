package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.Era;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.PopulationSelector;
import org.computetrends.population.Selection;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Quantiles;
import org.computetrends.stats.SlopeBootstrap;
import org.jspecify.annotations.Nullable;

/**
 * Estimates by how many months the frontier of one group of releases, the follower, trails the frontier of another, the
 * leader. Each group is ranked separately. There are three measures. The first is the horizontal distance between the
 * lines through their releases. The second is the months since the leader first reached the follower's largest value.
 * The third is the mean of the months from the leader's match to each record of the follower (see {@link LeadRecords}).
 * A group's records over time form a staircase, and {@link Lag.Stairs} has the second and third measure.
 *
 * <p>Intervals are by the bootstrap. For lines, it resamples organizations with all their releases, in each group
 * independently. For the third measure, it resamples the follower's records. Unpublished releases are not counted, so
 * the true lead may be longer.
 *
 * @param selection the run's rules, which rank releases
 */
public record LeadEstimator(List<Lead> leads, Selection selection, long seed) {
    /** Bootstrap replicates, enough for the ends of 95% intervals. */
    static final int REPLICATES = 1000;

    /** The lags of every lead on each complete vintage up to the analysed one, by vintage, lead and date. */
    public List<Lag> estimate(LoadedVintages vintages, Coverage coverage) {
        return vintages.upToAnalysed().stream()
                .filter(LoadedVintage::isComplete)
                .flatMap(vintage -> leads.stream()
                        .flatMap(lead -> lags(
                                lead, vintage.date(), coverage.end(vintage.date(), lead.metric()), vintage.releases())
                                .stream()))
                .toList();
    }

    Optional<Lead> lead(String id) {
        return leads.stream().filter(lead -> lead.id().equals(id)).findFirst();
    }

    /**
     * The lags of a lead on a vintage: on each 1 January after both lines begin, on the last day that both reach, and
     * on the vintage's date. If the lines cannot be compared, on the vintage's date only.
     *
     * @param coverageEnd the end of the vintage's coverage; null if unknown
     */
    List<Lag> lags(Lead lead, LocalDate vintage, @Nullable LocalDate coverageEnd, List<AnalysedRelease> releases) {
        Group leader = group(lead, lead.leader(), vintage, releases, lead::isLeader);
        Group follower = group(lead, lead.follower(), vintage, releases, lead::isFollower);
        double daysPerMonth = timeScale().daysPerMonth();
        long recordsSeed = seedOf(lead, vintage, "records");
        LeadRecords records = LeadRecords.of(
                leader.observations(), follower.observations(), lead.follower().from(), daysPerMonth, recordsSeed);
        Pair pair = new Pair(lead, vintage, coverageEnd, leader, follower, records);
        Lag.Status status = pair.status();
        if (status != Lag.Status.FITTED) {
            return List.of(pair.lag(vintage, status, null));
        }
        Lines lines = new Lines(
                leader.line(),
                follower.line(),
                leader.draws(seedOf(lead, vintage, "leader")),
                follower.draws(seedOf(lead, vintage, "follower")),
                timeScale().daysPerYear() / daysPerMonth);
        LocalDate from = pair.spanStart();
        LocalDate to = pair.spanEnd();
        // The distance is linear in time, so the mean over the span equals the distance at the midpoint.
        MedianAndInterval average = lines.monthsBehind(
                (timeScale().yearsSince2000(from) + timeScale().yearsSince2000(to)) / 2);
        return lagDates(from, to, vintage).stream()
                .map(date -> date.isAfter(to)
                        ? pair.lag(date, Lag.Status.AFTER_SPAN, null)
                        : pair.lag(date, status, lines.on(timeScale().yearsSince2000(date), average)))
                .toList();
    }

    private TimeScale timeScale() {
        return selection.rules().timeScale();
    }

    private long seedOf(Lead lead, LocalDate vintage, String name) {
        return DerivedSeed.of(seed, "lead", lead.id(), vintage.toString(), name);
    }

    /** The dates of the lags, in order. Both lines span {@code from} to {@code to}. */
    private static Set<LocalDate> lagDates(LocalDate from, LocalDate to, LocalDate vintage) {
        Set<LocalDate> dates = new TreeSet<>(Set.of(to));
        for (LocalDate date = from.plusYears(1).withDayOfYear(1); date.isBefore(vintage); date = date.plusYears(1)) {
            dates.add(date);
        }
        dates.add(vintage);
        return dates;
    }

    private Group group(
            Lead lead,
            Lead.Group group,
            LocalDate vintage,
            List<AnalysedRelease> releases,
            Predicate<List<String>> isMember) {
        String ranking = Objects.requireNonNullElse(lead.cohort().rankedBy(), lead.metric());
        List<AnalysedRelease> members = releases.stream()
                .filter(release ->
                        release.values().containsKey(ranking) && isMember.test(release.values(lead.attribute())))
                .toList();
        AnalysedReleases analysed = new PopulationSelector(members, vintage)
                .analysed(selection.withExcludedReleases(lead.excludedReleases()));
        Era era = new Era(lead.id(), group.from(), null);
        return new Group(
                analysed.observations(lead.metric(), lead.cohort(), Era.ALL_TIME),
                VintageFits.fit(analysed.observations(lead.metric(), lead.cohort(), era), timeScale()));
    }

    /** A group's releases of all dates, and the line through its releases since the group's date. */
    private record Group(List<Observation> observations, VintageFits.Fit fit) {
        /** The line with its interval, which must exist. */
        VintageFits.Estimate estimate() {
            return Objects.requireNonNull(fit.estimate());
        }

        LineFit line() {
            return estimate().line();
        }

        LineDraws draws(long seed) {
            return new SlopeBootstrap(REPLICATES, seed).clusters(estimate().clusters(), line());
        }

        Lag.Side side() {
            boolean isEmpty = fit.n() == 0;
            return new Lag.Side(
                    fit.n(),
                    isEmpty ? null : fit.population().firstDate(),
                    isEmpty ? null : fit.population().lastDate(),
                    fit.estimate() == null ? null : Double.valueOf(line().slope()));
        }
    }

    /** The two groups of a lead on a vintage, and their records. */
    private record Pair(
            Lead lead,
            LocalDate vintage,
            @Nullable LocalDate coverageEnd,
            Group leader,
            Group follower,
            LeadRecords records) {
        /** The first day within the releases of both lines. */
        LocalDate spanStart() {
            return Collections.max(List.of(
                    leader.fit().population().firstDate(),
                    follower.fit().population().firstDate()));
        }

        /** The last day within the releases of both lines. */
        LocalDate spanEnd() {
            return Collections.min(List.of(
                    leader.fit().population().lastDate(),
                    follower.fit().population().lastDate()));
        }

        Lag.Status status() {
            if (leader.fit().estimate() == null || follower.fit().estimate() == null) {
                return Lag.Status.TOO_FEW_RELEASES;
            }
            if (!spanStart().isBefore(spanEnd())) {
                return Lag.Status.NO_COMMON_SPAN;
            }
            boolean isGrowing = leader.line().slope() > 0 && follower.line().slope() > 0;
            return isGrowing ? Lag.Status.FITTED : Lag.Status.NOT_GROWING;
        }

        Lag lag(LocalDate date, Lag.Status status, Lag.@Nullable Lines lines) {
            Lag.Stairs stairs = records.stairsOn(date);
            return new Lag(lead, vintage, date, coverageEnd, status, leader.side(), follower.side(), lines, stairs);
        }
    }

    /** The lines of leader and follower, and their bootstrap replicates. A time is in years since 2000-01-01. */
    private record Lines(
            LineFit leader, LineFit follower, LineDraws leaderDraws, LineDraws followerDraws, double monthsPerYear) {

        /** The leader's height minus the follower's, in OOM. */
        double gap(double time) {
            return leader.valueAt(time) - follower.valueAt(time);
        }

        /** Months since the leader's line was at the follower's height. */
        MedianAndInterval monthsBehind(double time) {
            return monthsToClose(time, leader.slope(), leaderDraws.slope());
        }

        /** The lag at a time, with a given average over the span. */
        Lag.Lines on(double time, MedianAndInterval average) {
            MedianAndInterval monthsToCatchUp = monthsToClose(time, follower.slope(), followerDraws.slope());
            return new Lag.Lines(gap(time), monthsBehind(time), monthsToCatchUp, average);
        }

        /** The months in which a line with a slope closes the gap; {@code slopes} are replicates of the slope. */
        private MedianAndInterval monthsToClose(double time, double slope, double[] slopes) {
            return central95(
                    months(gap(time), slope),
                    Math.min(leaderDraws.size(), followerDraws.size()),
                    i -> months(leaderDraws.valueAt(i, time) - followerDraws.valueAt(i, time), slopes[i]));
        }

        /**
         * The months in which a line with a slope closes a gap. If the line does not rise, infinite with the sign of
         * the gap.
         */
        private double months(double gap, double slope) {
            return slope > 0 ? monthsPerYear * gap / slope : gap * Double.POSITIVE_INFINITY;
        }
    }

    /** An estimate, with the ends of the central 95% of its replicates. The ends are NaN without replicates. */
    static MedianAndInterval central95(double estimate, int replicates, IntToDoubleFunction replicate) {
        if (replicates == 0) {
            return new MedianAndInterval(estimate, Double.NaN, Double.NaN);
        }
        double[] ends = Quantiles.of(
                IntStream.range(0, replicates).mapToDouble(replicate).toArray(), 0.025, 0.975);
        return new MedianAndInterval(estimate, ends[0], ends[1]);
    }
}
