package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.computetrends.domain.VisibleText;

/**
 * Shows progress on a terminal: a line for each finished stage, and a last line with the running stages and the time
 * since the start. The last line is rewritten ten times a second. The cursor stays at the beginning of that line, so
 * that other output overwrites it.
 */
final class LiveProgress implements Progress {
    /** The time between two updates: short enough to show tenths of a second. */
    private static final long REFRESH_MILLIS = 100;

    /**
     * The maximum width of the last line: fewer columns than terminals have, because a wrapped line cannot be
     * rewritten.
     */
    private static final int WIDTH = 78;

    /** The width of the column of stage names. A longer name moves its time to the right. */
    private static final int NAME_WIDTH = 24;

    /** The ANSI sequence that clears the line of the cursor. */
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final Ink ink;
    private final Clock clock;
    private final Instant start;
    private final Set<String> runningStages = new LinkedHashSet<>();
    private volatile boolean isClosed;

    LiveProgress(PrintWriter err, Ink ink, Clock clock) {
        this.err = err;
        this.ink = ink;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Starts showing progress, with a thread that updates the last line. */
    static LiveProgress started(PrintWriter err, Ink ink, Clock clock) {
        LiveProgress progress = new LiveProgress(err, ink, clock);
        Thread refresher = new Thread(progress::refresh, "progress");
        refresher.setDaemon(true);
        refresher.start();
        return progress;
    }

    @Override
    public synchronized void began(String stage) {
        runningStages.add(stage);
        show();
    }

    @Override
    public synchronized void ended(String stage, Duration took) {
        runningStages.remove(stage);
        if (!isClosed) {
            String name = VisibleText.line(stage);
            String gap = " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
            String time = String.format(Locale.ROOT, "%10s", Progress.durationText(took));
            err.print(ERASE + "  " + name + gap + ink.dim(time) + "\n");
        }
        show();
    }

    /** Rewrites the last line. */
    synchronized void show() {
        if (isClosed) {
            return;
        }
        String time = Progress.durationText(Duration.between(start, clock.instant()));
        String stages = VisibleText.line(String.join(", ", runningStages));
        String line = "  " + time + "  " + stages;
        err.print(ERASE + ink.dim(line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…") + "\r");
        err.flush();
    }

    @Override
    public synchronized void finished() {
        close();
        err.print("  done in " + Progress.durationText(Duration.between(start, clock.instant())) + "\n");
        err.flush();
    }

    /** Clears the last line. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            err.print(ERASE);
            err.flush();
        }
    }

    private void refresh() {
        try {
            while (!isClosed) {
                Thread.sleep(REFRESH_MILLIS);
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
