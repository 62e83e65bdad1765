package org.computetrends.cli;

import java.text.Normalizer;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Converts options that are positive numbers of any size. */
final class PositiveNumber {
    /** A power of ten, as the page writes it: 10²⁸, or with a factor 3 × 10²⁷. */
    private static final Pattern POWER = Pattern.compile("(?:(\\d[\\d.]*)\\s*[×x*]\\s*)?10\\^([+-]?\\d+)");

    private PositiveNumber() {}

    /**
     * Converts a text, such as 1e28, 10^28 or 3 × 10²⁷.
     *
     * @throws CommandLine.ParameterException when it is not a positive number
     */
    static double of(CommandLine.Model.CommandSpec spec, String option, String text) {
        try {
            double value = Double.parseDouble(withExponent(text));
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

    private static String withExponent(String text) {
        String inLine = Normalizer.normalize(text.replaceFirst("10(?=[⁰¹²³⁴-⁹⁻])", "10^"), Normalizer.Form.NFKC)
                .replace('−', '-')
                .strip();
        return POWER.matcher(inLine)
                .replaceFirst(found -> (found.group(1) == null ? "1" : found.group(1)) + "e" + found.group(2));
    }
}
