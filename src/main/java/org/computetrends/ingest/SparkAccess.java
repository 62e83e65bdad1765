package org.computetrends.ingest;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/**
 * What reading files needs of Spark: its settings, and a session for what only Spark jobs can do. The session may be
 * missing, so that commands which read small files need not start Spark.
 *
 * @param sql settings of Spark's readers
 */
public record SparkAccess(
        Configuration hadoop, SQLConf sql, @Nullable SparkSession startedSession) {

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

    /** The default settings, and no session. */
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
