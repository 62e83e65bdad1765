package org.computetrends.bench;

import java.util.concurrent.TimeUnit;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.SlopeBootstrap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Ten thousand replicates of a slope, as the default run draws for every trend. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 9, time = 1)
@Fork(1)
public class BootstrapBenchmark {
    private static final int REPLICATES = 10_000;

    /** Releases of the trend. */
    @Param({"100", "1000"})
    public int n;

    private SyntheticTrend trend;
    private double[] changes;
    private boolean[] inFirst;
    private boolean[] inSecond;
    private long seed;

    @Setup
    public void population() {
        trend = new SyntheticTrend(n);
        changes = trend.clusters.slopeChanges(trend.line);
        inFirst = new boolean[n];
        inSecond = new boolean[n];
        for (int i = 0; i < n; i++) {
            inFirst[i] = i % 3 != 0;
            inSecond[i] = i % 4 != 1;
        }
    }

    @Benchmark
    public LineDraws pairs() {
        return new SlopeBootstrap(REPLICATES, seed++).pairs(trend.points, MeasurementNoise.NONE);
    }

    @Benchmark
    public LineDraws clusters() {
        return new SlopeBootstrap(REPLICATES, seed++).clusters(trend.clusters, trend.line);
    }

    @Benchmark
    public double[] wild() {
        return new SlopeBootstrap(REPLICATES, seed++).wild(trend.line.slope(), changes);
    }

    @Benchmark
    public double[] difference() {
        return new SlopeBootstrap(REPLICATES, seed++)
                .pairDifferences(trend.points, inFirst, inSecond, MeasurementNoise.NONE);
    }
}
