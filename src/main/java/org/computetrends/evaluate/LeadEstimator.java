package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.Era;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Lead;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Quantiles;
import org.computetrends.stats.SlopeBootstrap;
import org.jspecify.annotations.Nullable;

/**
 * Estimates by how many months one group's frontier trails another group's, in two ways: the horizontal distance between the
 * lines through their releases, and the time since the leader first reached the follower's largest value. Each group is
 * ranked separately.
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
        String ranking = Objects.requireNonNullElse(lead.cohort().rankedBy(), lead.metric());
        List<AnalysedRelease> ranked = releases.stream()
                .filter(release -> !Double.isNaN(release.value(ranking)))
                .toList();
        Group leader = group(lead, lead.leader(), vintage, ranked, lead::isLeader);
        Group follower = group(lead, lead.follower(), vintage, ranked, lead::isFollower);
        LeadRecords records = LeadRecords.of(
                leader.population(),
                follower.population(),
                ranked.stream().collect(Collectors.toMap(AnalysedRelease::id, AnalysedRelease::name)),
                lead.follower().from(),
                timeScale().daysPerMonth(),
                seedOf(lead, vintage, "records"));
        Lag.Status status = status(leader, follower);
        if (status != Lag.Status.FITTED) {
            return List.of(new Lag(
                    lead,
                    vintage,
                    vintage,
                    knownTo,
                    status,
                    leader.side(),
                    follower.side(),
                    null,
                    records.stairsOn(vintage)));
        }
        Lines lines = new Lines(
                leader.line(),
                follower.line(),
                leader.draws(seedOf(lead, vintage, "leader")),
                follower.draws(seedOf(lead, vintage, "follower")),
                timeScale().daysPerYear() / timeScale().daysPerMonth());
        LocalDate from = spanStart(leader, follower);
        LocalDate to = spanEnd(leader, follower);
        // The distance is linear in time, so its mean is its value at the midpoint.
        Quantity average =
                lines.behind((timeScale().yearsSince2000(from) + timeScale().yearsSince2000(to)) / 2);
        List<Lag> lags = new ArrayList<>();
        for (LocalDate date : dates(from, to, vintage)) {
            double time = timeScale().yearsSince2000(date);
            boolean isAfter = date.isAfter(to);
            lags.add(new Lag(
                    lead,
                    vintage,
                    date,
                    knownTo,
                    isAfter ? Lag.Status.AFTER_SPAN : status,
                    leader.side(),
                    follower.side(),
                    isAfter ? null : new Lag.Lines(lines.gap(time), lines.behind(time), lines.catchUp(time), average),
                    records.stairsOn(date)));
        }
        return lags;
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

    private static Lag.Status status(Group leader, Group follower) {
        if (leader.fit().estimate() == null || follower.fit().estimate() == null) {
            return Lag.Status.TOO_FEW_RELEASES;
        }
        if (!spanStart(leader, follower).isBefore(spanEnd(leader, follower))) {
            return Lag.Status.NO_COMMON_SPAN;
        }
        boolean isGrowing = leader.line().slope() > 0 && follower.line().slope() > 0;
        return isGrowing ? Lag.Status.FITTED : Lag.Status.NOT_GROWING;
    }

    /** The first day that both lines reach. */
    private static LocalDate spanStart(Group leader, Group follower) {
        return Collections.max(List.of(
                leader.fitPopulation().firstDate(), follower.fitPopulation().firstDate()));
    }

    /** The last day that both lines reach. */
    private static LocalDate spanEnd(Group leader, Group follower) {
        return Collections.min(List.of(
                leader.fitPopulation().lastDate(), follower.fitPopulation().lastDate()));
    }

    /** A group's releases of all dates, and the line through its releases since the group's date. */
    private record Group(Population population, VintageFits.Fit fit) {
        Population fitPopulation() {
            return fit.population();
        }

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
            boolean isEmpty = fitPopulation().size() == 0;
            return new Lag.Side(
                    fitPopulation().size(),
                    isEmpty ? null : fitPopulation().firstDate(),
                    isEmpty ? null : fitPopulation().lastDate(),
                    fit.estimate() == null ? null : Double.valueOf(line().slope()));
        }
    }

    private Group group(
            Lead lead,
            Lead.Group group,
            LocalDate vintage,
            List<AnalysedRelease> releases,
            Predicate<List<String>> isMember) {
        LoadedVintage part = new LoadedVintage(
                vintage,
                releases.stream()
                        .filter(release -> isMember.test(release.values(lead.attribute())))
                        .toList());
        VintageFits fits = new VintageFits(new LoadedVintages(vintage, Optional.of(part), List.of()));
        Selection rules = selection.withExcludedReleases(lead.excludedReleases());
        return new Group(
                fits.population(vintage, lead.metric(), lead.cohort(), Era.ALL_TIME, rules),
                fits.fit(vintage, lead.metric(), lead.cohort(), new Era(lead.id(), group.from(), null), rules));
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
