package org.computetrends.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.NearMiss;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the message for an invalid command line: a sentence that suggests the nearest valid word, or the help. */
final class UsageErrors {
    private UsageErrors() {}

    static String sentence(CommandLine.ParameterException error) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        if (error instanceof CommandLine.MissingParameterException) {
            // A required option that is misspelt counts as missing: the misspelt one explains more.
            Optional<String> misspelt = error.getCommandLine().getUnmatchedArguments().stream()
                    .filter(word -> word.startsWith("--"))
                    .findFirst();
            if (misspelt.isPresent()) {
                return unknownOption(misspelt.get(), command);
            }
        }
        if (!(error instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            // Picocli repeats a word in its message about a KEY=VALUE option without an equals sign.
            return String.valueOf(error.getMessage()).replace("option option", "option") + ": " + helpHint(command);
        }
        String word = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return unknownOption(word, command);
        }
        if (!command.subcommands().isEmpty()) {
            return "unknown command '" + word + "': "
                    + suggestion(word, List.copyOf(command.subcommands().keySet()), helpHint(command));
        }
        return "'" + word + "' is an unexpected argument of " + command.name() + ": " + helpHint(command);
    }

    private static String unknownOption(String word, CommandSpec command) {
        String option = word.replaceFirst("=.*", "");
        return "unknown option '" + option + "': " + suggestion(option, optionNames(command), helpHint(command));
    }

    /** A question whether the nearest known word is meant; the alternative if no known word is near. */
    private static String suggestion(String word, List<String> knownWords, String alternative) {
        return NearMiss.of(word, knownWords)
                .map(name -> "did you mean " + name + "?")
                .orElse(alternative);
    }

    private static List<String> optionNames(CommandSpec command) {
        return command.options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static String helpHint(CommandSpec command) {
        return "see '" + command.qualifiedName() + " --help'";
    }
}
