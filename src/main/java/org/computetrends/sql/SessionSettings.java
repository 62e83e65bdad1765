package org.computetrends.sql;

import java.util.Map;

/** The settings of a Spark session that results depend on. */
public final class SessionSettings {

    /** The values of these settings, by key. */
    public static final Map<String, String> REQUIRED = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.ansi.enabled", "true",
            "spark.sql.datetime.java8API.enabled", "true",
            // Java's lower case rather than ICU's, which initializes tables for all of Unicode.
            "spark.sql.icu.caseMappings.enabled", "false");

    private SessionSettings() {}
}
