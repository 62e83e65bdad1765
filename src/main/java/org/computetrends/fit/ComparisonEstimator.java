package org.computetrends.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendClusters;
import org.computetrends.stats.Cells;
import org.computetrends.stats.JointBootstrap;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;
import org.computetrends.stats.SlopeDifference;

/** Says whether one trend grows faster than another, where releases and organizations may belong to both. */
final class ComparisonEstimator {
    private final int replicates;
    private final MeasurementNoise noise;
    private final long seed;

    ComparisonEstimator(int replicates, MeasurementNoise noise, long seed) {
        this.replicates = replicates;
        this.noise = noise;
        this.seed = seed;
    }

    SlopeComparison comparison(
            Trend first,
            TrendFitter.Population firstPopulation,
            Trend second,
            TrendFitter.Population secondPopulation,
            Cells shared) {
        LineFit firstLine = firstPopulation.line();
        LineFit secondLine = secondPopulation.line();
        if (firstLine == null || secondLine == null) {
            return new SlopeComparison(first, second, shared.observations(), null);
        }
        HeldPoints firstHeld = firstPopulation.held();
        HeldPoints secondHeld = secondPopulation.held();
        SlopeDifference difference = new SlopeDifference(
                firstLine.slope() - secondLine.slope(),
                SlopeDifference.hc3(
                        firstPopulation.cells().cells(),
                        firstLine,
                        secondPopulation.cells().cells(),
                        secondLine,
                        shared),
                byClusters(firstPopulation.clusters(), firstLine, secondPopulation.clusters(), secondLine),
                firstHeld != null && secondHeld != null && replicates > 0
                        ? drawn(firstHeld, secondHeld, seedOf(first, second))
                        : Optional.empty());
        return new SlopeComparison(first, second, shared.observations(), difference);
    }

    private static Optional<SlopeDifference.Test> byClusters(
            TrendClusters first, LineFit firstLine, TrendClusters second, LineFit secondLine) {
        Map<String, double[]> scores = new TreeMap<>();
        add(scores, 0, first, firstLine);
        add(scores, 1, second, secondLine);
        return SlopeDifference.cr1(
                scores.values().stream().mapToDouble(score -> score[0]).toArray(),
                scores.values().stream().mapToDouble(score -> score[1]).toArray(),
                firstLine,
                secondLine,
                first.moments().size(),
                second.moments().size());
    }

    private static void add(Map<String, double[]> scores, int trend, TrendClusters clusters, LineFit line) {
        double[] ofTrend = clusters.moments().slopeScores(line);
        for (int g = 0; g < ofTrend.length; g++) {
            scores.computeIfAbsent(clusters.labels().get(g), label -> new double[2])[trend] = ofTrend[g];
        }
    }

    private Optional<SlopeDifference.BootstrapTest> drawn(HeldPoints first, HeldPoints second, long drawSeed) {
        Map<String, Integer> placeInSecond = new HashMap<>();
        for (int i = 0; i < second.releaseIds().size(); i++) {
            placeInSecond.put(second.releaseIds().get(i), i);
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < first.releaseIds().size(); i++) {
            boolean both = placeInSecond.remove(first.releaseIds().get(i)) != null;
            members.add(Member.of(first.points(), i, true, both));
        }
        placeInSecond.values().forEach(i -> members.add(Member.of(second.points(), i, false, true)));
        members.sort(Member.ORDER);
        boolean[] inFirst = new boolean[members.size()];
        boolean[] inSecond = new boolean[members.size()];
        for (int i = 0; i < inFirst.length; i++) {
            inFirst[i] = members.get(i).inFirst();
            inSecond[i] = members.get(i).inSecond();
        }
        Points points = new Points(
                members.stream().mapToDouble(Member::time).toArray(),
                members.stream().mapToDouble(Member::value).toArray(),
                members.stream().mapToDouble(Member::noiseSd).toArray());
        return new JointBootstrap(points, inFirst, inSecond, noise).difference(replicates, drawSeed);
    }

    /** An observation of either trend. Those that are equal in all of this are exchangeable. */
    private record Member(double time, double value, double noiseSd, boolean inFirst, boolean inSecond) {
        static final Comparator<Member> ORDER = Comparator.comparingDouble(Member::time)
                .thenComparingDouble(Member::value)
                .thenComparingDouble(Member::noiseSd)
                .thenComparing(Member::inFirst)
                .thenComparing(Member::inSecond);

        static Member of(Points points, int i, boolean inFirst, boolean inSecond) {
            return new Member(points.time()[i], points.value()[i], points.noiseSd()[i], inFirst, inSecond);
        }
    }

    private long seedOf(Trend first, Trend second) {
        return DerivedSeed.of(seed, first.specification().key())
                ^ Long.rotateLeft(DerivedSeed.of(seed, second.specification().key()), 1);
    }
}
