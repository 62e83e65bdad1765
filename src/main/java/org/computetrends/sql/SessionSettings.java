package org.computetrends.sql;

import java.util.Map;

/** The settings that the program requires of a Spark session. Results depend on those without another reason below. */
public final class SessionSettings {
    public static final Map<String, String> REQUIRED = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.ansi.enabled", "true",
            "spark.sql.datetime.java8API.enabled", "true",
            // Java's lower case instead of ICU's, which initializes tables for all of Unicode.
            "spark.sql.icu.caseMappings.enabled", "false",
            // A metric's expression stays whole: no part of it becomes a column of its own.
            "spark.sql.alwaysInlineCommonExpr", "true");

    private SessionSettings() {}
}
