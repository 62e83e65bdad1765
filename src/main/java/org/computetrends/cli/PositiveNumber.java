package org.computetrends.cli;

import picocli.CommandLine;

/** Options whose values are positive numbers, of any size. */
final class PositiveNumber {

    private PositiveNumber() {}

    /**
     * Reads one.
     *
     * @throws CommandLine.ParameterException when it is none
     */
    static double of(CommandLine.Model.CommandSpec spec, String option, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The sentence is the same as for a number that is not positive.
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': '" + text + "' is not a positive number such as 1e27");
    }
}
