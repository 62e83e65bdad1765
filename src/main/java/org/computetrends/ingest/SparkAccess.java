package org.computetrends.ingest;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Spark's file readers, and the session for reads that need Spark jobs. The session may be missing:
 * commands that read only small files need not start Spark.
 *
 * @param sql settings of Spark's readers
 * @param startedSession null if Spark is not started
 */
public record SparkAccess(
        Configuration hadoop, SQLConf sql, @Nullable SparkSession startedSession) {

    /** Says that a read needs Spark, which is not started. */
    public static final class NotStarted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotStarted() {
            super("this needs a Spark session");
        }
    }

    public static SparkAccess of(SparkSession session) {
        return new SparkAccess(
                session.sparkContext().hadoopConfiguration(),
                ((org.apache.spark.sql.classic.SparkSession) session)
                        .sessionState()
                        .conf(),
                session);
    }

    /** Access with default settings and no session. */
    public static SparkAccess withoutSession() {
        return new SparkAccess(new Configuration(), new SQLConf(), null);
    }

    /**
     * The session.
     *
     * @throws NotStarted when there is none
     */
    public SparkSession session() {
        if (startedSession == null) {
            throw new NotStarted();
        }
        return startedSession;
    }
}
