package org.computetrends.cli;

import java.io.PrintWriter;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        description = "Shows every setting in effect, with where it was set. Its options are the settings that run has"
                + " options for.",
        footer = {
            "  compute-trends config --preset sevilla-2022",
            "  compute-trends config --json | jq '.settings[\"populations.frontier-size\"].value'"
        })
final class ConfigCommand extends Subcommand {
    @Mixin
    private ConfigurationOptions.Publishing options;

    @Option(names = "--json", description = "As JSON: {\"settings\": {KEY: {\"value\": ..., \"origin\": ...}}}.")
    private boolean json;

    @Override
    void run(PrintWriter out) {
        TrendConfig config = options.load();
        if (json) {
            out.println(SettingsJson.of(config));
        } else {
            Ink ink = terminal().ink(Terminal.Stream.OUT);
            config.settings()
                    .forEach((key, setting) -> out.println(VisibleText.line(key + " = " + setting.value())
                            + ink.dim(VisibleText.line("   # " + setting.origin()))));
        }
    }
}
