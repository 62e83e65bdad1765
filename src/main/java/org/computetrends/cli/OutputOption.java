package org.computetrends.cli;

import org.apache.hadoop.conf.Configuration;
import org.computetrends.domain.UserException;
import picocli.CommandLine.Option;

/** The option for the folder of published tables. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = "out",
            description = "Where the tables were published; ${DEFAULT-VALUE} if not given.")
    private String output;

    /** @throws UserException when it is blank */
    String path() {
        if (output.isBlank()) {
            throw UserException.usage("--output must not be blank");
        }
        return output;
    }

    /** Hadoop's settings for that folder. */
    Configuration hadoop() {
        return Machine.hadoop(path());
    }
}
