package org.computetrends.cli;

import org.slf4j.LoggerFactory;

/**
 * Loads classes that every session needs, in parallel to reading the command line and the settings: the logging system,
 * and Scala's reflection, with which Spark finds its own classes. Together they take a second of a cold start.
 */
final class Preparation {

    private Preparation() {}

    /**
     * Starts loading and returns at once. Failures are ignored here: the main thread needs the same classes and reports
     * them.
     */
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
