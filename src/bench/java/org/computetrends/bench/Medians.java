package org.computetrends.bench;

import java.util.Collection;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Statistics;

/** Runs JMH with its own options, then prints each benchmark's median over iterations. */
public final class Medians {

    private Medians() {}

    public static void main(String[] options) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> results = new Runner(new CommandLineOptions(options)).run();
        System.out.printf("%n%-68s %12s %12s %12s%n", "Median of iterations", "median", "least", "greatest");
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
            String parameters = result.getParams().getParamsKeys().stream()
                    .map(key -> key + "=" + result.getParams().getParam(key))
                    .collect(Collectors.joining(" ", " ", ""));
            Statistics scores = result.getPrimaryResult().getStatistics();
            System.out.printf(
                    "%-68s %12.3f %12.3f %12.3f %s%n",
                    name + parameters,
                    scores.getPercentile(50),
                    scores.getMin(),
                    scores.getMax(),
                    result.getPrimaryResult().getScoreUnit());
        }
    }
}
