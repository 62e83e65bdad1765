package org.computetrends.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.IndentedJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        description = "Shows every setting in effect, and where it was set. Takes the options of the command run that"
                + " change settings.",
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
            out.println(json(config));
        } else {
            Ink ink = terminal().ink(Terminal.Stream.OUT);
            config.settings()
                    .forEach((key, setting) -> out.println(VisibleText.line(key + " = " + setting.value())
                            + ink.dim(VisibleText.line("   # " + setting.origin()))));
        }
    }

    /**
     * The settings in effect as JSON. A value is JSON as in a configuration file. The origin is the file and line, the
     * preset or the option that set it.
     */
    static String json(TrendConfig config) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode document = mapper.createObjectNode();
        ObjectNode settings = document.putObject("settings");
        config.settings().forEach((key, setting) -> {
            try {
                ObjectNode entry = settings.putObject(key);
                entry.set("value", mapper.readTree(setting.value()));
                entry.put("origin", setting.origin());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("setting " + key + " is not JSON", e);
            }
        });
        return IndentedJson.of(document);
    }
}
