package org.computetrends.report;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.computetrends.domain.Odds;
import org.computetrends.domain.PublishedRow;

/** How a number or date is rounded and written for readers. {@link Quote} adds the unrounded value. */
enum NumberStyle {
    /** A factor, such as growth a year: 4.73×. */
    FACTOR(value -> format(value >= 100 ? "%,.0f×" : "%.2f×", value)),
    /** Months and other numbers with one decimal: 5.4. */
    TENTHS(value -> format("%,.1f", value)),
    /** A date as a year: 2026.8. */
    YEAR(value -> format("%.1f", value)),
    HUNDREDTHS(value -> format("%.2f", value)),
    THOUSANDTHS(value -> format("%.3f", value)),
    /** Orders of magnitude with their sign: +0.38. */
    SIGNED(value -> format("%+.2f", value)),
    /** A share: 67%. */
    PERCENT(value -> format("%.0f%%", 100 * value)),
    /** A forecast probability, never shown as 0 or 1: 84%, or >99%. */
    PROBABILITY(Odds::written),
    /** A small share, such as the standard error of a share: 0.4%. */
    SMALL_PERCENT(value -> format("%.1f%%", 100 * value)),
    /** A count: 1,007. */
    COUNT(value -> format("%,.0f", value)),
    /** A p-value: 0.012, or <0.001. */
    P_VALUE(value -> value < 0.001 ? "<0.001" : format("%.3f", value)),
    /** Values of any magnitude: 1.2 × 10²⁶. Values from 0.001 to a million are written without a power. */
    MAGNITUDE(NumberStyle::magnitude),
    /** US dollars: $140 million. */
    MONEY(NumberStyle::dollars),
    /** Watts as megawatts or gigawatts: 20 MW. The bounds allow for rounding: 999.5 MW is written as 1.0 GW. */
    MEGAWATTS(value -> value >= 999.5e6
            ? format(value >= 9.95e9 ? "%,.0f GW" : "%.1f GW", value / 1e9)
            : format(value >= 9.95e6 ? "%,.0f MW" : value >= 0.0995e6 ? "%.1f MW" : "%.1g MW", value / 1e6));

    /** For dates, which every style writes as month and year. An alias: the attribute {@code data-style} says TENTHS. */
    static final NumberStyle DATE = TENTHS;

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    @SuppressWarnings("ImmutableEnumChecker") // the constants' functions have no state
    private final DoubleFunction<String> format;

    NumberStyle(DoubleFunction<String> format) {
        this.format = format;
    }

    String formatNumber(double value) {
        return format.apply(value);
    }

    /** Formats a published value: a number in this style, a date as month and year, other values unchanged. */
    String formatValue(Object value) {
        if (value instanceof LocalDate date) {
            return MONTH.format(date);
        }
        return value instanceof Number number ? formatNumber(number.doubleValue()) : value.toString();
    }

    /** The style for the values of a row of the table of claims, by the claim's quantity. */
    static NumberStyle ofClaim(PublishedRow claim) {
        return switch (claim.requireText("quantity")) {
            case "crossing_date" -> YEAR;
            case "doubling_time_months", "lag_months", "staircase_lag_months" -> TENTHS;
            case "growth_factor_per_year" -> FACTOR;
            case "count", "count_above" -> COUNT;
            case "cost" -> MONEY;
            case "r_squared" -> HUNDREDTHS;
            default -> MAGNITUDE;
        };
    }

    private static String magnitude(double value) {
        if (value != 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3)) {
            String[] parts = String.format(Locale.ROOT, "%.1e", value).split("e", 2);
            String mantissa = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            String power = "10" + superscript(Integer.parseInt(parts[1]));
            return mantissa.equals("1") ? power : mantissa + " × " + power;
        }
        return threeDigits(value);
    }

    /** A number with three significant digits, or more before the point. {@code %.3g} would write 999.6 as 1.00e+03. */
    private static String threeDigits(double value) {
        return format(Math.abs(value) >= 999.5 ? "%,.0f" : "%.3g", value);
    }

    private static String dollars(double value) {
        double size = Math.abs(value);
        return size >= 999.5e9
                ? "$" + threeDigits(value / 1e12) + " trillion"
                : size >= 999.5e6
                        ? "$" + threeDigits(value / 1e9) + " billion"
                        : size >= 1e6 ? "$" + threeDigits(value / 1e6) + " million" : format("$%,.0f", value);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value).replace('-', '−');
    }

    /** An exponent in superscript digits: ²⁶. */
    static String superscript(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        Integer.toString(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }
}
