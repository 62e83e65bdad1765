package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.InfluentialRelease;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.FitJob;
import org.computetrends.population.AnalysedRelease;
import org.jspecify.annotations.Nullable;

/** Prints the answer of the command {@code fit} as text. */
record FitPrinter(PrintWriter out, Ink ink, TimeScale timeScale) {
    void print(FitJob.Answer answer, FitJob.Question question) {
        Trend trend = answer.trend();
        out.println(ink.heading(VisibleText.line(trend.specification().metric().label() + ", "
                + trend.specification().cohort().id() + ", " + datesText(question) + ", by vintage "
                + answer.vintage().date())));
        out.println();
        answer.notes().forEach(note -> TextTable.printWrapped(out, "Note: " + note));
        out.println(trend.n() + " releases"
                + (trend.n() == 0 ? "" : ", " + trend.firstDate() + " to " + trend.lastDate())
                + "; organizations: " + trend.nOrganizations());
        Trend.Estimate estimate = trend.estimate();
        if (estimate == null) {
            // The rule of LeastSquaresLine.isEstimable.
            out.println("No line: it takes 3 releases on 2 dates, and here are " + trend.n() + " on " + trend.nDates());
        } else {
            printLine(estimate);
            printIntervals(estimate);
            printInfluential(answer, estimate);
            printThresholds(answer);
        }
        FitJob.LeftOut leftOut = answer.leftOut();
        out.println(ink.dim("Left out: " + leftOut.withoutValue() + " without a value, " + leftOut.outsideDates()
                + " outside the dates, " + leftOut.outsideCohort() + " not in the cohort, " + leftOut.rejected()
                + " rejected"));
    }

    private static String datesText(FitJob.Question question) {
        String start = question.from() == null ? "" : "from " + question.from();
        String end = question.to() == null ? "" : " before " + question.to();
        return (start + end).isEmpty() ? "all dates" : (start + end).strip();
    }

    private void printLine(Trend.Estimate estimate) {
        double slope = estimate.line().slope();
        Double months = estimate.doublingTime().months();
        out.println((months == null ? "Does not grow: " : "Doubles every " + number(months) + " months: ")
                + number(Math.pow(10, slope)) + "x a year, " + number(slope)
                + " orders of magnitude a year"
                + (Double.isFinite(estimate.line().rSquared())
                        ? String.format(
                                Locale.ROOT, "; R squared %.2f", estimate.line().rSquared())
                        : ""));
        out.println();
    }

    private void printIntervals(Trend.Estimate estimate) {
        TextTable table =
                new TextTable("Interval, 95%", ">Standard error of slope", ">Doubling time, months", ">Growth a year");
        List<SlopeInterval> intervals = FitMeasures.intervals(estimate).toList();
        intervals.forEach(interval -> {
            DoublingTime doubling = FitMeasures.doublingTime(interval, timeScale);
            table.row(
                    interval.method() == SlopeInterval.Method.OLS
                            ? "Classical"
                            : interval.method().name(),
                    number(interval.standardError()),
                    boundText(doubling.low()) + " to " + boundText(doubling.high()),
                    number(Math.pow(10, interval.low())) + "x to " + number(Math.pow(10, interval.high())) + "x");
        });
        if (!intervals.isEmpty()) {
            // The last method is the one to quote.
            table.note(intervals.get(intervals.size() - 1).method().quotationNote());
        }
        table.print(out, ink);
    }

    private void printInfluential(FitJob.Answer answer, Trend.Estimate estimate) {
        InfluentialRelease release = estimate.robustness().mostInfluential();
        if (release != null) {
            Double months = FitMeasures.doublingMonthsWithout(release, timeScale);
            out.println(VisibleText.line(
                    "Without " + answer.influential().map(AnalysedRelease::name).orElse(release.releaseId())
                            + " (" + release.publishedOn() + "), the most influential release, it "
                            + (months == null ? "does not grow" : "doubles every " + number(months) + " months")));
        }
    }

    private void printThresholds(FitJob.Answer answer) {
        TextTable table = new TextTable("Threshold", "The line reaches it");
        answer.reaches()
                .forEach(reach -> table.row(
                        ScientificNotation.of(reach.threshold().value()),
                        reach.date() == null
                                ? "outside the calendar"
                                : reach.date().toString()));
        if (!table.isEmpty()) {
            table.note("This is the line, extended: it is not a forecast.");
            out.println();
            table.print(out, ink);
        }
    }

    private static String boundText(@Nullable Double months) {
        return months == null ? "never" : number(months);
    }

    /** A number with three significant digits; from 1000 in whole numbers, and from a million with a power of ten. */
    static String number(double value) {
        double size = Math.abs(value);
        return size >= 1e6
                ? ScientificNotation.of(value)
                : String.format(Locale.ROOT, size >= 999.5 ? "%,.0f" : "%.3g", value);
    }
}
