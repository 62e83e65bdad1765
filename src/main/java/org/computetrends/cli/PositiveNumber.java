package org.computetrends.cli;

import java.text.Normalizer;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Parses options that are positive numbers, in the notations that the fields of the page accept too ({@code number} in
 * fields.js): change both together.
 */
final class PositiveNumber {
    /** Digits and signs of an exponent, such as ²⁸. */
    private static final Pattern SUPERSCRIPTS = Pattern.compile("[⁰¹²³⁴-⁹⁻⁺]+");

    /** What precedes the exponent in 10^28 or 2.5 × 10**25. The group is the factor. */
    private static final Pattern TEN_TO_THE =
            Pattern.compile("(?i)^(?:([\\d.]+)\\s*[×x*·]\\s*)?10\\s*(?:\\^|\\*\\*)\\s*");

    private static final Pattern NUMBER = Pattern.compile("(?i)(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");

    private PositiveNumber() {}

    /**
     * Converts a text, such as 1e28, 10^28, 10**28, 10²⁸ or 2.5 × 10²⁵.
     *
     * @throws CommandLine.ParameterException when it is not a positive number
     */
    static double of(CommandLine.Model.CommandSpec spec, String option, String text) {
        String number = withExponent(text);
        double value = NUMBER.matcher(number).matches() ? Double.parseDouble(number) : Double.NaN;
        if (value > 0 && Double.isFinite(value)) {
            return value;
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': '" + text + "' is not a positive number such as 1e27");
    }

    /** The number in the notation 2.5e25; other text is unchanged. */
    private static String withExponent(String text) {
        // NFKC makes digits of superscripts, and U+2212 of the superscript minus.
        String withoutSuperscripts = Normalizer.normalize(
                        SUPERSCRIPTS.matcher(text).replaceAll("^$0"), Normalizer.Form.NFKC)
                .replace('−', '-')
                .strip();
        return TEN_TO_THE
                .matcher(withoutSuperscripts)
                .replaceFirst(match -> Objects.requireNonNullElse(match.group(1), "1") + "e");
    }
}
