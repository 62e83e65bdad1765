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

    /** The option that names the folder of published tables. */
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

        Configuration prepareHadoop() {
            return Machine.prepareHadoop(path);
        }
    }

    final @Nullable LocalDate vintage() {
        return vintage;
    }

    /** @throws org.computetrends.domain.UserException when the output has no published tables */
    final PublishedFolder publishedTables() {
        return new PublishedFolder(output.prepareHadoop(), output.path());
    }
}
