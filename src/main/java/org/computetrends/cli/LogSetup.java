package org.computetrends.cli;

import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/** Chooses the format of the log, text or JSON, and configures Log4j under spark-submit. */
final class LogSetup {
    /**
     * The system property with the format, which {@code conf/log4j2.properties} reads too. Unlike the environment
     * variable, the property can be passed to the machines of a cluster.
     */
    private static final String PROPERTY = "compute-trends.log";

    private static final String VARIABLE = "COMPUTE_TRENDS_LOG";

    private LogSetup() {}

    static boolean isJson() {
        return isJson(System.getProperty(PROPERTY), System.getenv());
    }

    /**
     * Overload for tests. The property takes precedence over the environment.
     *
     * @param property the format in the system property; null if not set
     */
    static boolean isJson(@Nullable String property, Map<String, String> environment) {
        return "json".equals(property == null ? environment.get(VARIABLE) : property);
    }

    /**
     * Configures Log4j from the file in our jar if spark-submit runs the program, because the installation's folder
     * {@code conf} is then missing. A configuration of the cluster is kept.
     */
    static void configure() {
        boolean isSubmitted = System.getProperty("spark.master") != null;
        if (isSubmitted && System.getProperty("log4j2.configurationFile") == null) {
            configure(LoggerContext.getContext(false));
        }
    }

    /** Configures a context from the file in our jar, unless it has another configuration than Log4j's default. */
    static void configure(LoggerContext context) {
        URL ours = LogSetup.class.getResource("/log4j2.properties");
        if (ours != null && context.getConfiguration() instanceof DefaultConfiguration) {
            context.setConfigLocation(URI.create(ours.toString()));
        }
    }
}
