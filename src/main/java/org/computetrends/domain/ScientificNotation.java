package org.computetrends.domain;

import java.util.Locale;

/** Writes numbers for display in scientific notation. */
public final class ScientificNotation {

    private ScientificNotation() {}

    /** A positive number with at most three digits, such as 1e27 or 5.62e26. */
    public static String of(double number) {
        return String.format(Locale.ROOT, "%.2e", number)
                .replaceFirst("\\.?0+e", "e") // without zeros at the end: 5.60e+26 becomes 5.6e+26
                .replaceFirst("e\\+?(-?)0?", "e$1"); // without plus sign and leading zero: e+26 becomes e26, e-05 e-5
    }
}
