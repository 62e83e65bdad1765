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
import org.computetrends.domain.Quantity;
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
 * Estimates by how many months one group's frontier trails another group's, in two ways: the horizontal distance
 * between the lines through their releases, and the time since the leader first reached the follower's largest value.
 * Each group is ranked separately.
 *
 * <p>Intervals of lines resample the organizations of both groups, each independently and with all its releases; the
 * interval of the mean over records resamples the records with their matches. Unpublished releases are not counted, so
 * the true lead may be longer.
 *
 * @param selection the run's rules, which rank releases
 */
public record LeadEstimator(List<Lead> leads, Selection selection, long seed) {
    /** Bootstrap replicates, enough for the ends of 95% intervals. */
    static final int REPLICATES = 1000;

    /** Every lead on every vintage that is entirely in memory, up to the analysed one, by vintage and date. */
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
     * A lead on a vintage: on each 1 January after both lines begin, on the last day that both reach, and on the
     * vintage's date. If the lines cannot be compared, on the vintage's date only.
     */
    List<Lag> lags(Lead lead, LocalDate vintage, @Nullable LocalDate knownTo, List<AnalysedRelease> releases) {
        Group leader = group(lead, lead.leader(), vintage, releases, lead::isLeader);
        Group follower = group(lead, lead.follower(), vintage, releases, lead::isFollower);
        LeadRecords records = LeadRecords.of(
                leader.observations(),
                follower.observations(),
                lead.follower().from(),
                timeScale().daysPerMonth(),
                seedOf(lead, vintage, "records"));
        Pair pair = new Pair(lead, vintage, knownTo, leader, follower, records);
        Lag.Status status = pair.status();
        if (status != Lag.Status.FITTED) {
            return List.of(pair.lag(vintage, status, null));
        }
        Lines lines = new Lines(
                leader.line(),
                follower.line(),
                leader.draws(seedOf(lead, vintage, "leader")),
                follower.draws(seedOf(lead, vintage, "follower")),
                timeScale().daysPerYear() / timeScale().daysPerMonth());
        LocalDate from = pair.spanStart();
        LocalDate to = pair.spanEnd();
        // The distance is linear in time, so its mean is its value at the midpoint.
        Quantity average =
                lines.behind((timeScale().yearsSince2000(from) + timeScale().yearsSince2000(to)) / 2);
        return dates(from, to, vintage).stream()
                .map(date -> date.isAfter(to)
                        ? pair.lag(date, Lag.Status.AFTER_SPAN, null)
                        : pair.lag(date, status, lines.at(timeScale().yearsSince2000(date), average)))
                .toList();
    }

    private TimeScale timeScale() {
        return selection.rules().timeScale();
    }

    private long seedOf(Lead lead, LocalDate vintage, String name) {
        return DerivedSeed.of(seed, "lead", lead.id(), vintage.toString(), name);
    }

    private static Set<LocalDate> dates(LocalDate from, LocalDate to, LocalDate vintage) {
        Set<LocalDate> dates = new TreeSet<>(List.of(to));
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
            @Nullable LocalDate knownTo,
            Group leader,
            Group follower,
            LeadRecords records) {
        /** The first day that both lines reach. */
        LocalDate spanStart() {
            return Collections.max(List.of(
                    leader.fit().population().firstDate(),
                    follower.fit().population().firstDate()));
        }

        /** The last day that both lines reach. */
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
            return new Lag(
                    lead,
                    vintage,
                    date,
                    knownTo,
                    status,
                    leader.side(),
                    follower.side(),
                    lines,
                    records.stairsOn(date));
        }
    }

    /** The lines of leader and follower, and their bootstrap replicates. */
    private record Lines(
            LineFit leader, LineFit follower, LineDraws leaderDraws, LineDraws followerDraws, double monthsPerYear) {

        /** The leader's height minus the follower's, in OOM. */
        double gap(double time) {
            return leader.valueAt(time) - follower.valueAt(time);
        }

        /** Months since the leader's line was at the follower's height. */
        Quantity behind(double time) {
            return months(time, leader.slope(), leaderDraws.slope());
        }

        /** Months until the follower's line reaches the leader's height. */
        Quantity catchUp(double time) {
            return months(time, follower.slope(), followerDraws.slope());
        }

        Lag.Lines at(double time, Quantity average) {
            return new Lag.Lines(gap(time), behind(time), catchUp(time), average);
        }

        private Quantity months(double time, double slope, double[] slopes) {
            return central95(
                    months(gap(time), slope),
                    Math.min(leaderDraws.size(), followerDraws.size()),
                    i -> months(leaderDraws.valueAt(i, time) - followerDraws.valueAt(i, time), slopes[i]));
        }

        /** The months in which a line of a slope closes a gap; infinite if it does not rise. */
        private double months(double gap, double slope) {
            return slope > 0 ? monthsPerYear * gap / slope : gap * Double.POSITIVE_INFINITY;
        }
    }

    /** An estimate with the central 95% of its replicates; NaN without replicates. */
    static Quantity central95(double estimate, int replicates, IntToDoubleFunction replicate) {
        if (replicates == 0) {
            return new Quantity(estimate, Double.NaN, Double.NaN);
        }
        double[] ends = Quantiles.of(
                IntStream.range(0, replicates).mapToDouble(replicate).toArray(), 0.025, 0.975);
        return new Quantity(estimate, ends[0], ends[1]);
    }
}
