package org.computetrends.cli;

import java.util.HashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.computetrends.publish.UmaskFileSystem;
import org.computetrends.sql.SessionSettings;

/** Creates the SparkSession of a command. Spark uses all cores of this machine, unless spark-submit names a master. */
public final class Sessions {
    /** The system property that the launcher sets for small inputs, never on a cluster. */
    static final String SMALL_INPUT = "compute-trends.small-input";

    private static final String MASTER = "spark.master";
    private static final String ALL_CORES = "local[*]";

    /** Spark redacts the values of these keys: those of its default, credentials, and all settings of catalogs. */
    private static final String SECRETS =
            "(?i)secret|password|token|access[.]?key|credential|^spark[.]sql[.]catalog[.][^.]+[.]";

    private Sessions() {}

    /** @param isOwn whether the session was created for the command and stops with it, or existed before */
    record CommandSession(SparkSession session, boolean isOwn) implements AutoCloseable {
        @Override
        public void close() {
            if (isOwn) {
                session.stop();
            }
        }
    }

    /**
     * Opens the session of a command: the process's session if there is one, otherwise a new one. System properties
     * {@code spark.*} have precedence over this program's defaults.
     *
     * @param output where the command writes
     * @throws org.computetrends.domain.UserException when Spark cannot work on this machine
     */
    static CommandSession open(String output) {
        Machine.prepare(output);
        boolean isLocal = System.getProperty(MASTER, ALL_CORES).startsWith("local");
        if (isLocal) {
            // This must come first: reading Spark's settings looks up the host name.
            Machine.useLoopback();
        }
        SparkConf conf = new SparkConf();
        conf.setIfMissing(MASTER, ALL_CORES);
        if (isLocal) {
            setLocalDefaults(conf);
        }
        conf.setIfMissing("spark.redaction.regex", SECRETS);
        Machine.requireMemory(Runtime.getRuntime().maxMemory());
        TemporaryFolders.requireScratch(conf);
        boolean isOwn = SparkSession.getDefaultSession().isEmpty();
        return new CommandSession(configured(conf), isOwn);
    }

    /** A session with the given settings, and with the settings of this program on which results depend. */
    public static SparkSession configured(SparkConf conf) {
        SparkSession session = SparkSession.builder()
                .appName("compute-trends")
                .config(conf)
                .config(new HashMap<>(SessionSettings.REQUIRED))
                .getOrCreate();
        UmaskFileSystem.useIn(session.sparkContext().hadoopConfiguration());
        return session;
    }

    private static void setLocalDefaults(SparkConf conf) {
        boolean isSmall = Boolean.getBoolean(SMALL_INPUT);
        if (isSmall) {
            // Code generation and adaptive planning would take longer than processing the rows.
            conf.setIfMissing("spark.sql.codegen.wholeStage", "false");
            conf.setIfMissing("spark.sql.codegen.factoryMode", "NO_CODEGEN");
            conf.setIfMissing("spark.sql.adaptive.enabled", "false");
        }
        conf.setIfMissing("spark.sql.shuffle.partitions", isSmall ? "1" : "4");
        conf.setIfMissing("spark.driver.host", Machine.LOOPBACK);
        conf.setIfMissing("spark.driver.bindAddress", Machine.LOOPBACK);
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing(
                "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/compute-trends-warehouse");
    }
}
