package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.computetrends.config.TrendConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code config}: the settings in effect. */
@Command(
        name = "config",
        description = "Shows every setting in effect, with where it was set.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading = "%nExample:%n",
        footer = "  compute-trends config --preset sevilla-2022")
final class ConfigCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() {
        TrendConfig config = options.load();
        PrintWriter out = spec.commandLine().getOut();
        config.settings()
                .forEach((key, setting) -> out.println(key + " = " + setting.value() + "   # " + setting.origin()));
        out.flush();
        return 0;
    }
}
