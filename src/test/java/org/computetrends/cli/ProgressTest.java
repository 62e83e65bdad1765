package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Progress on a terminal and in a log, by a clock that the test moves. */
class ProgressTest {
    private static final String ERASE = "\r\u001b[K";

    private final StringWriter printed = new StringWriter();
    private final MovableClock clock = new MovableClock();

    @Test
    void aTerminalRewritesTheRunningStagesAndKeepsTheFinishedOnes() {
        LiveProgress progress = new LiveProgress(new PrintWriter(printed), Ink.PLAIN, clock);
        progress.began("ingest");
        clock.pass(Duration.ofMillis(1250));
        progress.show();
        progress.began("curate");
        progress.ended("ingest", Duration.ofMillis(1250));
        clock.pass(Duration.ofSeconds(64));
        progress.finished();
        assertThat(printed.toString().split(ERASE.replace("[", "\\["), -1))
                .containsExactly(
                        "",
                        "  0.0 s  ingest\r",
                        "  1.2 s  ingest\r",
                        "  1.2 s  ingest, curate\r",
                        "  ingest                       1.2 s\n",
                        "  1.2 s  curate\r",
                        "  done in 1 min 05 s\n");
    }

    @Test
    void aClosedProgressErasesItsLineAndPrintsNothingMore() {
        LiveProgress progress = new LiveProgress(new PrintWriter(printed), Ink.PLAIN, clock);
        progress.began("fit");
        progress.close();
        String before = printed.toString();
        progress.show();
        progress.began("project");
        progress.ended("fit", Duration.ofSeconds(1));
        assertThat(printed.toString()).isEqualTo(before).endsWith(ERASE);
    }

    @Test
    void theRewrittenLineFitsTheTerminal() {
        LiveProgress progress = new LiveProgress(new PrintWriter(printed), Ink.PLAIN, clock);
        for (int i = 0; i < 20; i++) {
            progress.began("a stage of number " + i);
        }
        String last = printed.toString().substring(printed.toString().lastIndexOf(ERASE) + ERASE.length());
        assertThat(last.strip().length()).isLessThan(80);
        assertThat(last).endsWith("…\r");
    }

    @Test
    void aLogHasWholeLinesWithTimes() {
        Progress progress = Progress.on(Terminal.NONE, new PrintWriter(printed), clock);
        int result = progress.during("fit", clock, () -> {
            clock.pass(Duration.ofMillis(3456));
            return 7;
        });
        progress.finished();
        progress.close();
        assertThat(result).isEqualTo(7);
        assertThat(printed.toString())
                .isEqualToNormalizingNewlines(
                        "2026-05-02T10:00:00Z fit begins\n2026-05-02T10:00:03Z fit took 3.4 s\n2026-05-02T10:00:03Z done in 3.4 s\n");
    }

    @Test
    void onlyTerminalsAreColouredIfColourIsAllowed() {
        Terminal coloured = Terminal.of("out,err", Map.of("TERM", "xterm"));
        assertThat(coloured.ink(Terminal.Stream.OUT)).isEqualTo(Ink.COLOURED);
        assertThat(coloured.isInteractive(Terminal.Stream.ERR)).isTrue();
        Terminal piped = Terminal.of(",err", Map.of("NO_COLOR", ""));
        assertThat(piped.ink(Terminal.Stream.OUT)).isEqualTo(Ink.PLAIN);
        assertThat(piped.ink(Terminal.Stream.ERR)).isEqualTo(Ink.COLOURED);
        Terminal colourless = Terminal.of("out,err", Map.of("NO_COLOR", "1"));
        assertThat(colourless.ink(Terminal.Stream.ERR)).isEqualTo(Ink.PLAIN);
        assertThat(colourless.isInteractive(Terminal.Stream.ERR)).isTrue();
        assertThat(Terminal.of("out,err", Map.of("TERM", "dumb"))).isEqualTo(Terminal.NONE);
        assertThat(Terminal.of("", Map.of())).isEqualTo(Terminal.NONE);
    }

    /** A clock that the test moves. */
    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-05-02T10:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
