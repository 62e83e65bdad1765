package org.computetrends.cli;

import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The option of commands that read or replace published files: the output folder. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = "out",
            description = "Where the tables were published; ${DEFAULT-VALUE} if not given.")
    private String output;

    String path() {
        return output;
    }

    /** Hadoop's settings for that folder. */
    Configuration hadoop() {
        return Machine.hadoop(output);
    }
}
