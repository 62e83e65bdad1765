package org.computetrends.cli;

import java.time.LocalDate;
import org.computetrends.publish.PublishedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that answer from published tables, without Spark. */
final class PublishedOptions {
    @Option(
            names = "--vintage",
            paramLabel = "DATE",
            description = "The published vintage to ask; the newest if not given.")
    private @Nullable LocalDate vintage;

    @Mixin
    private OutputOption output;

    @Nullable
    LocalDate vintage() {
        return vintage;
    }

    /** @throws org.computetrends.domain.UserException when there are none */
    PublishedFolder folder() {
        return new PublishedFolder(output.hadoop(), output.path());
    }
}
