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

    private final StringWriter told = new StringWriter();
    private final MovableClock clock = new MovableClock();

    @Test
    void aTerminalOverwritesTheCurrentStageAndKeepsFinishedOnes() {
        LiveProgress progress = new LiveProgress(new PrintWriter(told), Ink.PLAIN, clock);
        progress.began("ingest");
        clock.pass(Duration.ofMillis(1250));
        progress.show();
        progress.began("curate");
        progress.ended("ingest", Duration.ofMillis(1250));
        clock.pass(Duration.ofSeconds(64));
        progress.finished();
        assertThat(told.toString().split(ERASE.replace("[", "\\["), -1))
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
    void nothingIsOverwrittenOnceOthersHaveWritten() {
        LiveProgress progress = new LiveProgress(new PrintWriter(told), Ink.PLAIN, clock);
        progress.began("fit");
        progress.close();
        String before = told.toString();
        progress.show();
        progress.began("project");
        progress.ended("fit", Duration.ofSeconds(1));
        assertThat(told.toString()).isEqualTo(before).endsWith(ERASE);
    }

    @Test
    void aLineThatIsWrittenOverFitsTheScreen() {
        LiveProgress progress = new LiveProgress(new PrintWriter(told), Ink.PLAIN, clock);
        for (int i = 0; i < 20; i++) {
            progress.began("a stage of number " + i);
        }
        String last = told.toString().substring(told.toString().lastIndexOf(ERASE) + ERASE.length());
        assertThat(last.strip().length()).isLessThan(80);
        assertThat(last).endsWith("…\r");
    }

    @Test
    void aLogGetsWholeLinesWithTheirTimes() {
        Progress progress = Progress.on(Terminal.NONE, new PrintWriter(told), clock);
        int result = progress.during("fit", clock, () -> {
            clock.pass(Duration.ofMillis(3456));
            return 7;
        });
        progress.finished();
        progress.close();
        assertThat(result).isEqualTo(7);
        assertThat(told.toString())
                .isEqualToNormalizingNewlines(
                        "2026-05-02T10:00:00Z fit begins\n2026-05-02T10:00:03Z fit took 3.4 s\n2026-05-02T10:00:03Z done in 3.4 s\n");
    }

    @Test
    void onlyStreamsThatLeadToATerminalAreColouredAndOnlyIfTheyMayBe() {
        Terminal bothTerminal = Terminal.of("out,err", Map.of("TERM", "xterm"));
        assertThat(bothTerminal.ink(Terminal.Stream.OUT)).isEqualTo(Ink.COLOURED);
        assertThat(bothTerminal.isInteractive(Terminal.Stream.ERR)).isTrue();
        Terminal piped = Terminal.of(",err", Map.of("NO_COLOR", ""));
        assertThat(piped.ink(Terminal.Stream.OUT)).isEqualTo(Ink.PLAIN);
        assertThat(piped.ink(Terminal.Stream.ERR)).isEqualTo(Ink.COLOURED);
        Terminal colourless = Terminal.of("out,err", Map.of("NO_COLOR", "1"));
        assertThat(colourless.ink(Terminal.Stream.ERR)).isEqualTo(Ink.PLAIN);
        assertThat(colourless.isInteractive(Terminal.Stream.ERR)).isTrue();
        assertThat(Terminal.of("out,err", Map.of("TERM", "dumb"))).isEqualTo(Terminal.NONE);
        assertThat(Terminal.of("", Map.of())).isEqualTo(Terminal.NONE);
    }

    @Test
    void coloursTakeNoRoomInATable() {
        TextTable table = new TextTable("Cohort", "~>Doubling");
        table.row("all", "5.7 (5.1-6.3)");
        table.row("frontier", "not growing");
        StringWriter plainText = new StringWriter();
        table.print(new PrintWriter(plainText), Ink.PLAIN);
        StringWriter coloured = new StringWriter();
        table.print(new PrintWriter(coloured), Ink.COLOURED);
        assertThat(plainText.toString())
                .isEqualToNormalizingNewlines(
                        "Cohort         Doubling\nall       5.7 (5.1-6.3)\nfrontier    not growing\n\n");
        assertThat(coloured.toString()).contains("5.7 \u001b[2m(5.1-6.3)\u001b[0m");
        assertThat(coloured.toString().replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(plainText.toString());
    }

    @Test
    void namesAreCutWhereALineWouldNotFitATerminal() {
        TextTable table = new TextTable("Metric", "Cohort", "~>Doubling");
        table.row("m".repeat(60), "c".repeat(60), "5.7 (5.1-6.3)");
        table.row("short", "brief", "-");
        StringWriter plainText = new StringWriter();
        table.print(new PrintWriter(plainText), Ink.PLAIN);
        // 100 less the interval's 13 and two gaps of 2 leaves 83 for both names.
        assertThat(plainText.toString().lines().toList().get(1))
                .isEqualTo("m".repeat(40) + "…  " + "c".repeat(41) + "…  5.7 (5.1-6.3)")
                .hasSize(100);
    }

    /** A clock that a test moves. */
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
