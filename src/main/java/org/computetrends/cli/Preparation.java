package org.computetrends.cli;

import org.slf4j.LoggerFactory;

/**
 * Loads what every session needs first, beside the reading of the command line and the settings: the logging system, and
 * Scala's reflection, with which Spark looks for its own classes. Together they take a second of a cold start.
 */
final class Preparation {

    private Preparation() {}

    /** Begins, and comes back at once. Whatever goes wrong goes wrong again, and is told, where it is needed. */
    static void begin() {
        Thread thread = new Thread(Preparation::load, "preparation");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, cause) -> {});
        thread.start();
    }

    private static void load() {
        LoggerFactory.getILoggerFactory();
        scala.reflect.runtime.package$.MODULE$.universe();
    }
}
