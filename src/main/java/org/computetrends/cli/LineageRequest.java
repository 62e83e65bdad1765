package org.computetrends.cli;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.config.TrendConfig;
import org.computetrends.job.TrendJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job, and reports it to OpenLineage if the environment requests that: if {@code OPENLINEAGE_CONFIG} or a
 * variable that begins with {@code OPENLINEAGE__TRANSPORT} is set, unless {@code OPENLINEAGE_DISABLED} is true. These
 * variables are OpenLineage's own, and also name the receiver of reports.
 *
 * <p>This class works without OpenLineage's library. {@link RunLineage}, which makes the reports, needs the library.
 * {@code lineage_jar} in {@code jobs/lib.sh} adds the library to the class path if any variable of OpenLineage is set.
 */
final class LineageRequest {
    private static final Logger LOG = LoggerFactory.getLogger(LineageRequest.class);

    private LineageRequest() {}

    static TrendJob.Result runAndReport(
            Map<String, String> environment,
            TrendConfig config,
            Configuration hadoop,
            Clock clock,
            Supplier<TrendJob.Result> job) {
        if (!isRequested(environment)) {
            return job.get();
        }
        try {
            Class.forName("io.openlineage.client.OpenLineage");
        } catch (ClassNotFoundException e) {
            LOG.warn(
                    "The run is not reported to OpenLineage: target/compute-trends-lineage.jar is not on the class path; jobs/submit takes"
                            + " it with --jars");
            return job.get();
        }
        return new RunLineage(environment, config, hadoop, clock).runAndReport(job);
    }

    private static boolean isRequested(Map<String, String> environment) {
        return environment.keySet().stream()
                        .anyMatch(
                                name -> name.equals("OPENLINEAGE_CONFIG") || name.startsWith("OPENLINEAGE__TRANSPORT"))
                && !Boolean.parseBoolean(environment.get("OPENLINEAGE_DISABLED"));
    }
}
