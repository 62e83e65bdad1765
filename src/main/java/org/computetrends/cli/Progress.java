package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.computetrends.job.StageListener;

/** Tells a person, while a command works, what it is at. To be closed before anything else is said. */
interface Progress extends StageListener, AutoCloseable {

    Progress SILENT = stage -> {};

    /** The way to tell that fits the stream of errors: a line that moves on a terminal, lines of a log elsewhere. */
    static Progress on(Terminal terminal, PrintWriter err, Clock clock) {
        return terminal.shows(Terminal.Stream.ERR)
                ? LiveProgress.started(err, terminal.ink(Terminal.Stream.ERR), clock)
                : new LoggedProgress(err, clock);
    }

    /** All is done. */
    default void finished() {}

    @Override
    default void close() {}

    /** Does a stage's work and tells of it. */
    default <T> T during(String stage, Clock clock, Supplier<T> work) {
        java.time.Instant begin = clock.instant();
        began(stage);
        T result = work.get();
        ended(stage, Duration.between(begin, clock.instant()));
        return result;
    }

    /** A time for people: 0.4 s, 12.3 s, 4 min 05 s. */
    static String time(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes == 0
                ? String.format(Locale.ROOT, "%.1f s", Math.floor(duration.toMillis() / 100.0) / 10)
                : String.format(Locale.ROOT, "%d min %02d s", minutes, duration.toSecondsPart());
    }
}
