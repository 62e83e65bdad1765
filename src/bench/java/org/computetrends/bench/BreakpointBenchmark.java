package org.computetrends.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.computetrends.stats.BreakForm;
import org.computetrends.stats.BreakSearch;
import org.computetrends.stats.BreakTest;
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

/** The search for two breaks, and the tests of a first and a second break, with the default run's settings. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 9, time = 1)
@Fork(1)
public class BreakpointBenchmark {
    private static final double TRIM = 0.05;
    private static final double TEST_TRIM = 0.15;
    private static final int REPLICATES = 999;

    /** Releases of the trend. */
    @Param({"100", "1000"})
    public int n;

    /** What changes at a break. */
    @Param
    public BreakForm form;

    private SyntheticTrend trend;
    private long seed;

    @Setup
    public void population() {
        trend = new SyntheticTrend(n);
    }

    @Benchmark
    public List<BreakSearch.Break> searchForTwo() {
        return new BreakSearch(trend.cells, trend.days, form, TRIM).twoBreaks();
    }

    @Benchmark
    public Map<BreakForm, BreakTest.Result> testOfTheFirst() {
        return test();
    }

    @Benchmark
    public Map<BreakForm, BreakTest.Result> testOfTheSecond() {
        return test(18);
    }

    private Map<BreakForm, BreakTest.Result> test(double... known) {
        return new BreakTest(trend.cells, Optional.of(trend.points), Optional.empty(), known, List.of(form), TEST_TRIM)
                .run(REPLICATES, seed++);
    }
}
