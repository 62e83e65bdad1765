package org.computetrends.job;

import java.time.Clock;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.publish.Retirement;
import org.computetrends.publish.RunPublisher;

/** Removes a vintage from every sink of a configuration. */
public final class RetireJob {
    private final RunPublisher publisher;
    private final Retirement retirement;

    /**
     * @param config the settings; {@code publishing}, {@code catalogs}, {@code input} and {@code output} are used
     * @param clock gives the time at which the retirement starts
     */
    public RetireJob(SparkSession session, TrendConfig config, Clock clock, LocalDate vintage) {
        this.publisher = ConfiguredSinks.publisher(session, config);
        this.retirement = new Retirement(ConfiguredSinks.now(clock), vintage);
    }

    /**
     * Finds the sinks that have the vintage, without removing it.
     *
     * @throws org.computetrends.domain.UserException when no sink has the vintage, or a sink has only this vintage
     */
    public RunPublisher.SinksOfVintage plan() {
        return publisher.sinksOf(retirement);
    }

    /** Removes the vintage. Throws the exceptions of {@link #plan}, and an exception if publishing fails. */
    public RunPublisher.SinksOfVintage run() {
        RunPublisher.SinksOfVintage sinks = plan();
        try (RunPublisher.Staged stagedRetirement = publisher.stageRetirement(retirement, sinks)) {
            stagedRetirement.reportFolders().forEach(folder -> folder.put(ReportMaker.page(folder)));
            stagedRetirement.makeVisible();
        }
        return sinks;
    }
}
