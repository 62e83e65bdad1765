package org.computetrends.cli;

import java.text.Normalizer;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Parses options that are positive numbers. The page accepts the same notations in its fields: change this class and
 * {@code number} in fields.js together.
 */
final class PositiveNumber {
    /** Digits and signs of an exponent, such as ²⁸. */
    private static final Pattern SUPERSCRIPTS = Pattern.compile("[⁰¹²³⁴-⁹⁻⁺]+");

    /** The text before the exponent in 10^28 or 2.5 × 10**25. The group is the factor. */
    private static final Pattern FACTOR_AND_TEN =
            Pattern.compile("(?i)^(?:([\\d.]+)\\s*[×x*·]\\s*)?10\\s*(?:\\^|\\*\\*)\\s*");

    private static final Pattern NUMBER = Pattern.compile("(?i)(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");

    private PositiveNumber() {}

    /**
     * Parses a number such as 1e28, 10^28, 10**28, 10²⁸ or 2.5 × 10²⁵.
     *
     * @throws CommandLine.ParameterException when it is not a positive number
     */
    static double parse(CommandLine.Model.CommandSpec spec, String option, String text) {
        String number = scientific(text);
        double value = NUMBER.matcher(number).matches() ? Double.parseDouble(number) : Double.NaN;
        if (value > 0 && Double.isFinite(value)) {
            return value;
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': '" + text + "' is not a positive number such as 1e27");
    }

    /** The number in the notation 2.5e25. Text without a power of ten is only normalized. */
    private static String scientific(String text) {
        // NFKC turns superscripts into digits, and the superscript minus into U+2212.
        String withoutSuperscripts = Normalizer.normalize(
                        SUPERSCRIPTS.matcher(text).replaceAll("^$0"), Normalizer.Form.NFKC)
                .replace('−', '-')
                .strip();
        return FACTOR_AND_TEN
                .matcher(withoutSuperscripts)
                .replaceFirst(match -> Objects.requireNonNullElse(match.group(1), "1") + "e");
    }
}
