package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.computetrends.domain.VisibleText;

/**
 * Progress on a terminal: a line for each finished stage, and below them one line, rewritten ten times a second, with
 * the running stages and the time since the start.
 *
 * <p>The cursor stays at the beginning of the rewritten line, so that other output starts on a line of its own.
 */
final class LiveProgress implements Progress {
    /** Often enough to show tenths of a second. */
    private static final long TICK_MILLIS = 100;

    /** The width of the rewritten line, fewer columns than terminals have: a line that wraps cannot be rewritten. */
    private static final int WIDTH = 78;

    /** The column of the times. A longer name of a stage moves its time to the right. */
    private static final int NAME_WIDTH = 24;

    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final Ink ink;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Instant> underWay = new LinkedHashMap<>();
    private volatile boolean isClosed;

    LiveProgress(PrintWriter err, Ink ink, Clock clock) {
        this.err = err;
        this.ink = ink;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Starts showing progress; a timer updates the time. */
    static LiveProgress started(PrintWriter err, Ink ink, Clock clock) {
        LiveProgress progress = new LiveProgress(err, ink, clock);
        Thread ticker = new Thread(progress::keepTime, "progress");
        ticker.setDaemon(true);
        ticker.start();
        return progress;
    }

    @Override
    public synchronized void began(String stage) {
        underWay.put(stage, clock.instant());
        show();
    }

    @Override
    public synchronized void ended(String stage, Duration took) {
        underWay.remove(stage);
        if (!isClosed) {
            String name = VisibleText.line(stage);
            String gap = " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
            String time = String.format(Locale.ROOT, "%10s", Progress.time(took));
            err.print(ERASE + "  " + name + gap + ink.dim(time) + "\n");
        }
        show();
    }

    /** Rewrites the line of running stages. */
    synchronized void show() {
        if (isClosed) {
            return;
        }
        String time = Progress.time(Duration.between(start, clock.instant()));
        String stages = VisibleText.line(String.join(", ", underWay.keySet()));
        String line = "  " + time + "  " + stages;
        err.print(ERASE + ink.dim(line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…") + "\r");
        err.flush();
    }

    @Override
    public synchronized void finished() {
        close();
        err.print("  done in " + Progress.time(Duration.between(start, clock.instant())) + "\n");
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

    private void keepTime() {
        try {
            while (!isClosed) {
                Thread.sleep(TICK_MILLIS);
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
