package org.computetrends.cli;

import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Where a command finds published tables. */
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

    /** Hadoop's settings, as this machine needs them for that place. */
    Configuration hadoop() {
        return Machine.hadoop(output);
    }
}
