package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code config}: the settings in effect. */
@Command(
        name = "config",
        description = "Shows every setting in effect, with where it was set.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  compute-trends config --preset sevilla-2022",
            "  compute-trends config --json | jq '.settings[\"populations.frontier-size\"].value'"
        })
final class ConfigCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Main main;

    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--json", description = "As JSON: {\"settings\": {KEY: {\"value\": ..., \"origin\": ...}}}.")
    private boolean json;

    @Override
    public Integer call() {
        TrendConfig config = options.load();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(SettingsJson.of(config));
        } else {
            Ink ink = main.terminal().ink(Terminal.Stream.OUT);
            config.settings()
                    .forEach((key, setting) -> out.println(VisibleText.line(key + " = " + setting.value())
                            + ink.dim(VisibleText.line("   # " + setting.origin()))));
        }
        out.flush();
        return 0;
    }
}
