package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = "Prints a script for bash or zsh that completes commands, options and presets.",
        footer = {
            "  source <(jobs/compute-trends completion)                          in this shell",
            "  jobs/compute-trends completion > ~/.compute-trends-completion     then, in ~/.bashrc or ~/.zshrc:",
            "  source ~/.compute-trends-completion"
        })
final class CompletionCommand extends Subcommand {
    @Override
    void run(PrintWriter out) {
        // Picocli writes numbers in the default locale, but shells read only ASCII digits.
        Locale defaultLocale = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            out.print(AutoComplete.bash(spec().root().name(), spec().root().commandLine()) + "\n");
        } finally {
            Locale.setDefault(defaultLocale);
        }
    }
}
