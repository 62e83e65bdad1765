package org.computetrends.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Run;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.job.TrendJob;

/** The result of a run that read ten rows, rejected two and published five trends. */
final class FinishedRun {
    static final Instant STARTED = Instant.parse("2026-05-02T03:30:00Z");

    private FinishedRun() {}

    static TrendJob.Result result() {
        Run run = new Run(
                "1a",
                "notable",
                STARTED,
                /* finished= */ STARTED,
                /* inputFingerprint= */ "f",
                /* configDigest= */ "c",
                /* codeVersion= */ "0.1.0",
                /* seed= */ 1,
                /* rowsRead= */ 10,
                /* rowsKept= */ 8,
                /* rowsRejected= */ 2,
                /* stageSeconds= */ Map.of("fit", 2.5));
        return new TrendJob.Result(
                run,
                LocalDate.of(2026, 5, 2),
                List.of(),
                List.of(),
                new TrendProjector.Result(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                /* rejects= */ Map.of(RejectReason.MISSING_NAME, 2L),
                /* tables= */ Map.of("trends", 5L),
                /* folder= */ "out",
                List.of(),
                Optional.empty());
    }
}
