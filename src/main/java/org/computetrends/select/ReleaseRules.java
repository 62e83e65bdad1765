package org.computetrends.select;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.WhiteSpace;

/**
 * The rules for a single release: which of its labels are known, why one of its values is rejected, and which day is
 * imputed. {@link ReleaseBatch} applies them to rows.
 *
 * @param curation the earliest date, and which rows and labels are excluded
 * @param vintage the scope, and the last date that a release may have; a later imputed date becomes this date
 * @param imputation the day assumed for a date known to the month or year
 * @param derivedNames names of releases that are not ranked, in addition to releases with a base model
 */
record ReleaseRules(CurationRules curation, Vintage vintage, DateImputation imputation, NamedDerivatives derivedNames)
        implements Serializable {

    /** The reasons to reject a row, in the order of the checks. */
    static final List<RejectReason> ROW_FAULTS = List.of(
            RejectReason.OUT_OF_SCOPE,
            RejectReason.MARKED_EXCLUDED,
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY,
            RejectReason.DUPLICATE_RELEASE);

    /** The code of an unknown label. */
    static final int UNREADABLE = -1;

    /** Added to the code of a confidence label if the rules reject quantities with this label. */
    static final long EXCLUDED = 1L << 32;

    private static final List<DatePrecision> PRECISIONS = List.of(DatePrecision.values());
    private static final List<Confidence> CONFIDENCES = List.of(Confidence.values());
    static final int PRECISION_DAY = PRECISIONS.indexOf(DatePrecision.DAY);
    private static final int PRECISION_MONTH = PRECISIONS.indexOf(DatePrecision.MONTH);
    private static final int PRECISION_YEAR = PRECISIONS.indexOf(DatePrecision.YEAR);

    /** The ordinal of a date precision, or {@link #UNREADABLE}. */
    static int precisionCode(UTF8String label) {
        return indexOf(PRECISIONS, label);
    }

    static DatePrecision precision(int ordinal) {
        return PRECISIONS.get(ordinal);
    }

    /** The ordinal of a confidence label, plus {@link #EXCLUDED} where it applies; or {@link #UNREADABLE}. */
    long confidenceCode(UTF8String label) {
        int index = indexOf(CONFIDENCES, label);
        return index >= 0 && curation.excludedConfidence().contains(CONFIDENCES.get(index)) ? index + EXCLUDED : index;
    }

    /** The confidence of a {@link #confidenceCode} that is not negative. */
    static Confidence confidence(long code) {
        return CONFIDENCES.get((int) (code & ~EXCLUDED));
    }

    /** The index of the constant with a label's name, ignoring case and extra white space; or {@link #UNREADABLE}. */
    static int indexOf(List<? extends Enum<?>> constants, UTF8String label) {
        String upperCase = WhiteSpace.folded(label.toString()).toUpperCase(Locale.ROOT);
        for (int i = 0; i < constants.size(); i++) {
            if (constants.get(i).name().equals(upperCase)) {
                return i;
            }
        }
        return UNREADABLE;
    }

    /** The attribute's value for a text: the text or, for confidence, the name of the label. Empty if it is unknown. */
    static Optional<UTF8String> attributeValue(Attribute attribute, UTF8String text) {
        if (attribute != Attribute.CONFIDENCE) {
            return Optional.of(text);
        }
        int index = indexOf(CONFIDENCES, text);
        return index == UNREADABLE
                ? Optional.empty()
                : Optional.of(UTF8String.fromString(CONFIDENCES.get(index).name()));
    }

    /** Why a quantity was rejected, by its value. If the value is usable, the reason is the release's confidence. */
    static RejectReason quantityFault(double value) {
        if (ReleaseColumns.isUsable(value)) {
            return RejectReason.EXCLUDED_CONFIDENCE;
        }
        return value <= 0 && value > Double.NEGATIVE_INFINITY ? RejectReason.NON_POSITIVE : RejectReason.NON_FINITE;
    }

    ReleaseRules withImputation(DateImputation other) {
        return new ReleaseRules(curation, vintage, other, derivedNames);
    }

    /** The index of a reason among {@link #ROW_FAULTS}, from 1, because 0 means no fault. */
    static int faultCode(RejectReason reason) {
        return 1 + ROW_FAULTS.indexOf(reason);
    }

    /** Years and imputed days, precomputed for every date that a release may have. Days count from 1970-01-01. */
    static final class Calendar {
        final int firstDay;
        final int lastDay;

        /** By days since {@link #firstDay}: the year. */
        private final int[] years;

        /** By days since {@link #firstDay}: the imputed day if only the month is known. */
        private final int[] daysByMonth;

        /** By days since {@link #firstDay}: the imputed day if only the year is known. */
        private final int[] daysByYear;

        Calendar(ReleaseRules rules) {
            firstDay = Math.toIntExact(rules.curation().earliestDate().toEpochDay());
            lastDay = Math.toIntExact(rules.vintage().date().toEpochDay());
            int days = Math.max(0, lastDay - firstDay + 1);
            years = new int[days];
            daysByMonth = new int[days];
            daysByYear = new int[days];
            // All days of a month have the same year and imputed days.
            for (LocalDate month = rules.curation().earliestDate().withDayOfMonth(1);
                    month.toEpochDay() <= lastDay;
                    month = month.plusMonths(1)) {
                int from = Math.max(0, Math.toIntExact(month.toEpochDay()) - firstDay);
                int to = Math.min(days, Math.toIntExact(month.plusMonths(1).toEpochDay()) - firstDay);
                Arrays.fill(years, from, to, month.getYear());
                Arrays.fill(daysByMonth, from, to, capped(rules.imputation().day(month, DatePrecision.MONTH)));
                Arrays.fill(daysByYear, from, to, capped(rules.imputation().day(month, DatePrecision.YEAR)));
            }
        }

        /** A date as days, but no later than {@link #lastDay}: no release was published after its vintage. */
        private int capped(LocalDate date) {
            return Math.min(lastDay, Math.toIntExact(date.toEpochDay()));
        }

        int year(int day) {
            return years[day - firstDay];
        }

        /**
         * The imputed day of a date.
         *
         * @param day the day that the source gives
         * @param precision the ordinal of the date's precision
         */
        int imputedDay(int day, int precision) {
            if (precision == PRECISION_MONTH) {
                return daysByMonth[day - firstDay];
            }
            return precision == PRECISION_YEAR ? daysByYear[day - firstDay] : day;
        }
    }
}
