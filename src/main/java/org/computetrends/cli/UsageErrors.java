package org.computetrends.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.NearMiss;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the message for an invalid command line: one sentence, with the nearest valid word if there is one. */
final class UsageErrors {
    private UsageErrors() {}

    static String sentence(CommandLine.ParameterException mistake) {
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        if (mistake instanceof CommandLine.MissingParameterException) {
            // The required option may be there, misspelt.
            Optional<String> misspelt = mistake.getCommandLine().getUnmatchedArguments().stream()
                    .filter(word -> word.startsWith("--"))
                    .findFirst();
            if (misspelt.isPresent()) {
                return unknownOption(misspelt.get(), command);
            }
        }
        if (!(mistake instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            // The parser repeats itself where a key=value option lacks its equals sign.
            return String.valueOf(mistake.getMessage()).replace("option option", "option") + ": " + help(command);
        }
        String word = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return unknownOption(word, command);
        }
        if (!command.subcommands().isEmpty()) {
            return "unknown command '" + word + "': "
                    + suggestion(word, List.copyOf(command.subcommands().keySet()), help(command));
        }
        return "'" + word + "' is an unexpected argument of " + command.name() + ": " + help(command);
    }

    private static String unknownOption(String word, CommandSpec command) {
        String option = word.replaceFirst("=.*", "");
        return "unknown option '" + option + "': " + suggestion(option, options(command), help(command));
    }

    private static String suggestion(String word, List<String> knownWords, String otherwise) {
        return NearMiss.of(word, knownWords)
                .map(name -> "did you mean " + name + "?")
                .orElse(otherwise);
    }

    private static List<String> options(CommandSpec command) {
        return command.options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static String help(CommandSpec command) {
        return "see '" + command.qualifiedName() + " --help'";
    }
}
