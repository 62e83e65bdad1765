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
 * Reports a run to OpenLineage if OpenLineage's environment variables are set ({@code OPENLINEAGE_CONFIG}, or those that begin
 * with {@code OPENLINEAGE__TRANSPORT}); they also say where to. Nothing is reported if {@code OPENLINEAGE_DISABLED} is true.
 * {@code lineage_jar} in {@code jobs/lib.sh} adds the library to the class path where any variable of OpenLineage is set; this
 * class does not need it.
 */
final class LineageRequest {
    private static final Logger LOG = LoggerFactory.getLogger(LineageRequest.class);

    private static final String CONFIG_VARIABLE = "OPENLINEAGE_CONFIG";
    private static final String TRANSPORT_VARIABLES = "OPENLINEAGE__TRANSPORT";

    private LineageRequest() {}

    /** Runs a job, and reports it if the environment asks for it. */
    static TrendJob.Result answered(
            Map<String, String> environment,
            TrendConfig config,
            Configuration hadoop,
            Clock clock,
            Supplier<TrendJob.Result> job) {
        if (!isAsked(environment)) {
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
        return RunLineage.recorded(environment, config, hadoop, clock, job);
    }

    private static boolean isAsked(Map<String, String> environment) {
        return environment.keySet().stream()
                        .anyMatch(name -> name.equals(CONFIG_VARIABLE) || name.startsWith(TRANSPORT_VARIABLES))
                && !Boolean.parseBoolean(environment.get("OPENLINEAGE_DISABLED"));
    }
}
