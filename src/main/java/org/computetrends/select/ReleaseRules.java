package org.computetrends.select;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Families;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Vintage;
import org.computetrends.domain.WhiteSpace;

/**
 * What can be said of a release without looking at any other, by the rules of curation.
 *
 * @param earliest the first date that a release may have
 * @param vintage the last one, which no imputed date goes beyond either
 * @param excludedConfidence labels whose quantities are not used
 * @param areOnlyNotableInScope whether releases that are not flagged notable are left out
 * @param areMarkedLeftOut whether releases are left out that the source marks as ones to leave out
 * @param imputation the day that stands for a month or year
 * @param blanks the texts that stand for nothing
 * @param unranked releases that do not rank, besides those that name a base model
 */
public record ReleaseRules(
        LocalDate earliest,
        LocalDate vintage,
        Set<Confidence> excludedConfidence,
        boolean areOnlyNotableInScope,
        boolean areMarkedLeftOut,
        DateImputation imputation,
        Blanks blanks,
        Families unranked)
        implements Serializable {

    /** Why a row is rejected, in the order in which faults are looked for. */
    static final List<RejectReason> ROW_FAULTS = List.of(
            RejectReason.OUT_OF_SCOPE,
            RejectReason.MARKED_EXCLUDED,
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY,
            RejectReason.DUPLICATE_RELEASE);

    /** What a label means: that it is none of those known. */
    static final long UNREADABLE = -1;

    /** Added to the place of a confidence whose quantities are not used. */
    static final long EXCLUDED = 1L << 32;

    private static final List<DatePrecision> PRECISIONS = List.of(DatePrecision.values());
    private static final List<Confidence> CONFIDENCES = List.of(Confidence.values());
    static final int PRECISION_DAY = PRECISIONS.indexOf(DatePrecision.DAY);
    static final long PRECISION_MONTH = PRECISIONS.indexOf(DatePrecision.MONTH);
    static final long PRECISION_YEAR = PRECISIONS.indexOf(DatePrecision.YEAR);

    /** The place of a date's precision among those there are, or {@link #UNREADABLE}. */
    static long precision(UTF8String label) {
        return place(PRECISIONS, label);
    }

    static DatePrecision precision(int place) {
        return PRECISIONS.get(place);
    }

    /** The place of a confidence, with {@link #EXCLUDED} if its quantities are not used, or {@link #UNREADABLE}. */
    long confidence(UTF8String label) {
        int place = place(CONFIDENCES, label);
        return place >= 0 && excludedConfidence.contains(CONFIDENCES.get(place)) ? place + EXCLUDED : place;
    }

    static Confidence confidence(long meaning) {
        return CONFIDENCES.get((int) (meaning & ~EXCLUDED));
    }

    /** The place of a label among those known, or {@link #UNREADABLE}. */
    static int place(List<? extends Enum<?>> known, UTF8String label) {
        String upper = WhiteSpace.folded(label.toString()).toUpperCase(Locale.ROOT);
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).name().equals(upper)) {
                return i;
            }
        }
        return (int) UNREADABLE;
    }

    /** Why a quantity that is there is not used. */
    static RejectReason fault(double value) {
        if (ReleaseColumns.isUsable(value)) {
            return RejectReason.EXCLUDED_CONFIDENCE;
        }
        return value <= 0 && value > Double.NEGATIVE_INFINITY ? RejectReason.NON_POSITIVE : RejectReason.NON_FINITE;
    }

    static ReleaseRules of(CurationRules rules, Vintage vintage, DateImputation imputation, Families unranked) {
        return new ReleaseRules(
                rules.earliestDate(),
                vintage.date(),
                rules.excludedConfidence(),
                vintage.onlyNotable(),
                rules.rejectsMarkedExcluded(),
                imputation,
                rules.blanks(),
                unranked);
    }

    /** With another day for dates known to their month or year. */
    ReleaseRules withImputation(DateImputation other) {
        return new ReleaseRules(
                earliest,
                vintage,
                excludedConfidence,
                areOnlyNotableInScope,
                areMarkedLeftOut,
                other,
                blanks,
                unranked);
    }

    /** The place of a reason among {@link #ROW_FAULTS}, from 1. */
    static int code(RejectReason reason) {
        return 1 + ROW_FAULTS.indexOf(reason);
    }

    /** The dates that a release may have, and what follows from each; looked up by the day since the earliest. */
    static final class Calendar {
        final int first;
        final int last;
        final int[] year;
        final int[] ofMonth;
        final int[] ofYear;

        Calendar(ReleaseRules rules) {
            first = Math.toIntExact(rules.earliest().toEpochDay());
            last = Math.toIntExact(rules.vintage().toEpochDay());
            int days = Math.max(0, last - first + 1);
            year = new int[days];
            ofMonth = new int[days];
            ofYear = new int[days];
            // Month by month, of which every day has the same.
            for (LocalDate month = rules.earliest().withDayOfMonth(1);
                    month.toEpochDay() <= last;
                    month = month.plusMonths(1)) {
                int from = Math.max(0, Math.toIntExact(month.toEpochDay()) - first);
                int to = Math.min(days, Math.toIntExact(month.plusMonths(1).toEpochDay()) - first);
                Arrays.fill(year, from, to, month.getYear());
                Arrays.fill(ofMonth, from, to, upToLast(rules.imputation().day(month, DatePrecision.MONTH)));
                Arrays.fill(ofYear, from, to, upToLast(rules.imputation().day(month, DatePrecision.YEAR)));
            }
        }

        private int upToLast(LocalDate date) {
            return Math.min(last, Math.toIntExact(date.toEpochDay()));
        }

        int day(int date, int precision) {
            if (precision == PRECISION_MONTH) {
                return ofMonth[date - first];
            }
            return precision == PRECISION_YEAR ? ofYear[date - first] : date;
        }
    }
}
