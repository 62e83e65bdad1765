package org.computetrends.cli;

import java.time.LocalDate;
import org.computetrends.publish.PublishedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that ask published tables. */
final class PublishedOptions {

    @Option(
            names = "--vintage",
            paramLabel = "DATE",
            description = "The published vintage to ask; the newest if not given.")
    private @Nullable LocalDate vintage;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = "out",
            description = "Where the tables were published; ${DEFAULT-VALUE} if not given.")
    private String output;

    @Nullable
    LocalDate vintage() {
        return vintage;
    }

    /**
     * What is published there.
     *
     * @throws org.computetrends.domain.UserException when nothing is
     */
    PublishedFolder folder() {
        return new PublishedFolder(Machine.hadoop(output), output);
    }
}
