package org.computetrends.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Map;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/** How the program logs: as text for people, or as JSON for what collects logs. */
final class LogSetup {
    /** What {@code conf/log4j2.properties} looks at too: a property where a cluster's machines know no environment of ours. */
    private static final String PROPERTY = "compute-trends.log";

    private static final String VARIABLE = "COMPUTE_TRENDS_LOG";

    private LogSetup() {}

    static boolean isJson() {
        return isJson(System.getProperty(PROPERTY), System.getenv());
    }

    /**
     * As told.
     *
     * @param property the form that the system property names, which goes before the variable's, or null
     */
    static boolean isJson(@Nullable String property, Map<String, String> environment) {
        return "json".equals(property == null ? environment.get(VARIABLE) : property);
    }

    /**
     * Sets the log up where spark-submit started the program and nobody set it up: on a cluster there is our jar, but no
     * folder {@code conf} of an installation. A configuration of the cluster's own stays.
     */
    static void complete() {
        boolean isSubmitted = System.getProperty("spark.master") != null;
        if (isSubmitted && System.getProperty("log4j2.configurationFile") == null) {
            complete(LoggerContext.getContext(false));
        }
    }

    /** Sets up a context that has nothing but what Log4j does by itself. */
    static void complete(LoggerContext context) {
        URL ours = LogSetup.class.getResource("/log4j2.properties");
        if (ours != null && context.getConfiguration() instanceof DefaultConfiguration) {
            context.setConfigLocation(uri(ours));
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a resource at " + url, e);
        }
    }
}
