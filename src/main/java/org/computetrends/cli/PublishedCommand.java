package org.computetrends.cli;

import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.publish.PublishedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The base class of commands that answer from published tables, without Spark. */
abstract class PublishedCommand extends Subcommand {
    @Option(
            names = "--vintage",
            paramLabel = "DATE",
            description = "The published vintage to ask; the newest if not given.")
    private @Nullable LocalDate vintage;

    @Mixin
    private Output output;

    /** The option of commands that read or replace published files: the output folder. */
    static final class Output {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "PATH",
                defaultValue = "out",
                description = "Where the tables were published; ${DEFAULT-VALUE} if not given.")
        private String path;

        String path() {
            return path;
        }

        Configuration hadoop() {
            return Machine.hadoop(path);
        }
    }

    final @Nullable LocalDate vintage() {
        return vintage;
    }

    /** @throws org.computetrends.domain.UserException when no tables are published there */
    final PublishedFolder folder() {
        return new PublishedFolder(output.hadoop(), output.path());
    }
}
