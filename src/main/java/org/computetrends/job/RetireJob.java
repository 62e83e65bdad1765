package org.computetrends.job;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.ingest.InputFiles;
import org.computetrends.publish.Retirement;
import org.computetrends.publish.RunPublisher;
import org.computetrends.publish.Sinks;

/** Removes a vintage from every sink of a configuration. */
public final class RetireJob {
    private final RunPublisher publisher;
    private final Retirement retirement;

    /**
     * @param config the settings, of which only the settings of publishing are used
     * @param clock gives the time at which the retirement starts
     */
    public RetireJob(SparkSession session, TrendConfig config, Clock clock, LocalDate vintage) {
        this.publisher = publisher(session, config);
        this.retirement = new Retirement(clock.instant().truncatedTo(ChronoUnit.MICROS), vintage);
    }

    /** A publisher to the sinks of a configuration. */
    static RunPublisher publisher(SparkSession session, TrendConfig config) {
        return new RunPublisher(Sinks.of(
                session,
                config.publishing().sinks(),
                config.output(),
                InputFiles.path(config.input()).toString(),
                config.publishing().rowsPerFile(),
                config.publishing().catalogs(),
                System.getenv()));
    }

    /**
     * Finds the sinks that have the vintage, without removing it.
     *
     * @throws org.computetrends.domain.UserException when no sink has it, or one has no other
     */
    public RunPublisher.SinksOfVintage plan() {
        return publisher.sinksOf(retirement);
    }

    /** Removes the vintage, with the same exceptions as {@link #plan}, or one if publishing fails. */
    public RunPublisher.SinksOfVintage run() {
        RunPublisher.SinksOfVintage sinks = plan();
        try (RunPublisher.Staged stagedRetirement = publisher.stageWithout(retirement, sinks)) {
            stagedRetirement.reportFolders().forEach(folder -> folder.put(ReportMaker.page(folder)));
            stagedRetirement.makeVisible();
        }
        return sinks;
    }
}
