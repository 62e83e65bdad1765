package org.computetrends.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.ingest.InputFiles;
import org.computetrends.publish.RunPublisher;
import org.computetrends.publish.Sinks;

/** The sinks of a configuration. */
final class ConfiguredSinks {
    private ConfiguredSinks() {}

    static RunPublisher publisher(SparkSession session, TrendConfig config) {
        Sinks sinks = new Sinks(
                session,
                config.output(),
                // Sinks refuse an output inside the input.
                InputFiles.path(config.input()).toString(),
                config.publishing().rowsPerFile(),
                config.publishing().catalogs(),
                System.getenv());
        return new RunPublisher(sinks.create(config.publishing().sinks()));
    }

    /** The time in whole microseconds, because some sinks round finer times and others truncate them. */
    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
