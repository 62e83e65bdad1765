package org.computetrends.cli;

import picocli.CommandLine;

/** Converts options that are positive numbers of any size. */
final class PositiveNumber {

    private PositiveNumber() {}

    /**
     * Converts a text.
     *
     * @throws CommandLine.ParameterException when it is not a positive number
     */
    static double of(CommandLine.Model.CommandSpec spec, String option, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported like a number that is not positive.
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': '" + text + "' is not a positive number such as 1e27");
    }
}
