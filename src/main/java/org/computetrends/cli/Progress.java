package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.computetrends.job.StageListener;

/** Shows which stages of a command are running. Call close or finished before printing anything else. */
interface Progress extends StageListener, AutoCloseable {
    /** Shows nothing. */
    Progress SILENT = stage -> {};

    /** Progress for standard error: a live line on a terminal, log lines elsewhere. */
    static Progress on(Terminal terminal, PrintWriter err, Clock clock) {
        return terminal.isInteractive(Terminal.Stream.ERR)
                ? LiveProgress.started(err, terminal.ink(Terminal.Stream.ERR), clock)
                : new LoggedProgress(err, clock);
    }

    /** Shows that all work has ended. */
    default void finished() {}

    @Override
    default void close() {}

    /** Runs work as a stage. A stage that throws is never reported as ended. */
    default <T> T during(String stage, Clock clock, Supplier<T> work) {
        Instant begin = clock.instant();
        began(stage);
        T result = work.get();
        ended(stage, Duration.between(begin, clock.instant()));
        return result;
    }

    /** A duration such as 0.4 s, 12.3 s or 4 min 05 s, rounded down. */
    static String durationText(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes == 0
                ? String.format(Locale.ROOT, "%.1f s", Math.floor(duration.toMillis() / 100.0) / 10)
                : String.format(Locale.ROOT, "%d min %02d s", minutes, duration.toSecondsPart());
    }
}
