package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.computetrends.domain.VisibleText;

/** Prints progress as lines that begin with the time, for output that is not a terminal. */
final class LoggedProgress implements Progress {
    private final PrintWriter err;
    private final Clock clock;
    private final Instant start;

    LoggedProgress(PrintWriter err, Clock clock) {
        this.err = err;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void began(String stage) {
        printLine(stage + " begins");
    }

    @Override
    public void ended(String stage, Duration took) {
        printLine(stage + " took " + Progress.durationText(took));
    }

    @Override
    public void finished() {
        printLine("done in " + Progress.durationText(Duration.between(start, clock.instant())));
    }

    private synchronized void printLine(String text) {
        err.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + VisibleText.line(text));
        err.flush();
    }
}
