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
import org.computetrends.domain.Families;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.WhiteSpace;

/**
 * The rules that apply to a single release: what its labels mean, why a value is rejected, and which day is imputed. {@link
 * ReleaseBatch} applies them to rows.
 *
 * @param curation the earliest date, and which rows and labels are excluded
 * @param vintage the scope, and the last date that a release may have; a later imputed date becomes this date
 * @param imputation the day assumed for a date known to the month or year
 * @param unranked names of releases that are not ranked, in addition to releases with a base model
 */
record ReleaseRules(CurationRules curation, Vintage vintage, DateImputation imputation, Families unranked)
        implements Serializable {

    /** The reasons to reject a row, in the order of the checks. Duplicates were marked by an earlier scan. */
    static final List<RejectReason> ROW_FAULTS = List.of(
            RejectReason.OUT_OF_SCOPE,
            RejectReason.MARKED_EXCLUDED,
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY,
            RejectReason.DUPLICATE_RELEASE);

    /** The code of a label that is not among the known ones. */
    static final int UNREADABLE = -1;

    /** Added to the ordinal of a confidence label if its quantities are not used. */
    static final long EXCLUDED = 1L << 32;

    private static final List<DatePrecision> PRECISIONS = List.of(DatePrecision.values());
    private static final List<Confidence> CONFIDENCES = List.of(Confidence.values());
    static final int PRECISION_DAY = PRECISIONS.indexOf(DatePrecision.DAY);
    private static final int PRECISION_MONTH = PRECISIONS.indexOf(DatePrecision.MONTH);
    private static final int PRECISION_YEAR = PRECISIONS.indexOf(DatePrecision.YEAR);

    /** The ordinal of a date precision, or {@link #UNREADABLE}. */
    static int precision(UTF8String label) {
        return indexOf(PRECISIONS, label);
    }

    static DatePrecision precision(int ordinal) {
        return PRECISIONS.get(ordinal);
    }

    /**
     * The ordinal of a confidence label, plus {@link #EXCLUDED} if its quantities are not used; or {@link #UNREADABLE}.
     */
    long confidence(UTF8String label) {
        int index = indexOf(CONFIDENCES, label);
        return index >= 0 && curation.excludedConfidence().contains(CONFIDENCES.get(index)) ? index + EXCLUDED : index;
    }

    /** The label of a code that {@link #confidence(UTF8String)} returned. */
    static Confidence confidence(long code) {
        return CONFIDENCES.get((int) (code & ~EXCLUDED));
    }

    /** The index of a label among the known ones, ignoring case and extra white space; or {@link #UNREADABLE}. */
    static int indexOf(List<? extends Enum<?>> constants, UTF8String label) {
        String upperCase = WhiteSpace.folded(label.toString()).toUpperCase(Locale.ROOT);
        for (int i = 0; i < constants.size(); i++) {
            if (constants.get(i).name().equals(upperCase)) {
                return i;
            }
        }
        return UNREADABLE;
    }

    /**
     * The attribute's value for a text: the text itself, or the name of a confidence label. Empty for an unknown label.
     */
    static Optional<UTF8String> value(Attribute attribute, UTF8String text) {
        if (attribute != Attribute.CONFIDENCE) {
            return Optional.of(text);
        }
        int index = indexOf(CONFIDENCES, text);
        return index == UNREADABLE
                ? Optional.empty()
                : Optional.of(UTF8String.fromString(CONFIDENCES.get(index).name()));
    }

    /** Why a quantity that is known to be rejected is rejected. If it is usable, the reason is its label of confidence. */
    static RejectReason fault(double value) {
        if (ReleaseColumns.isUsable(value)) {
            return RejectReason.EXCLUDED_CONFIDENCE;
        }
        return value <= 0 && value > Double.NEGATIVE_INFINITY ? RejectReason.NON_POSITIVE : RejectReason.NON_FINITE;
    }

    ReleaseRules withImputation(DateImputation other) {
        return new ReleaseRules(curation, vintage, other, unranked);
    }

    /** The index of a reason among {@link #ROW_FAULTS}, from 1, because 0 means no fault. */
    static int code(RejectReason reason) {
        return 1 + ROW_FAULTS.indexOf(reason);
    }

    /**
     * Years and imputed days, precomputed for every date that a release may have. Arrays are indexed by days since the
     * earliest date.
     */
    static final class Calendar {
        final int firstDay;
        final int lastDay;
        final int[] year;
        final int[] ofMonth;
        final int[] ofYear;

        Calendar(ReleaseRules rules) {
            firstDay = Math.toIntExact(rules.curation().earliestDate().toEpochDay());
            lastDay = Math.toIntExact(rules.vintage().date().toEpochDay());
            int days = Math.max(0, lastDay - firstDay + 1);
            year = new int[days];
            ofMonth = new int[days];
            ofYear = new int[days];
            // All days of a month share its values.
            for (LocalDate month = rules.curation().earliestDate().withDayOfMonth(1);
                    month.toEpochDay() <= lastDay;
                    month = month.plusMonths(1)) {
                int from = Math.max(0, Math.toIntExact(month.toEpochDay()) - firstDay);
                int to = Math.min(days, Math.toIntExact(month.plusMonths(1).toEpochDay()) - firstDay);
                Arrays.fill(year, from, to, month.getYear());
                Arrays.fill(ofMonth, from, to, upToLast(rules.imputation().day(month, DatePrecision.MONTH)));
                Arrays.fill(ofYear, from, to, upToLast(rules.imputation().day(month, DatePrecision.YEAR)));
            }
        }

        private int upToLast(LocalDate date) {
            return Math.min(lastDay, Math.toIntExact(date.toEpochDay()));
        }

        /** The imputed day of a date, both in days since 1970-01-01. */
        int day(int date, int precision) {
            if (precision == PRECISION_MONTH) {
                return ofMonth[date - firstDay];
            }
            return precision == PRECISION_YEAR ? ofYear[date - firstDay] : date;
        }
    }
}
