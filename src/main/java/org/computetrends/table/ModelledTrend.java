package org.computetrends.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.GrowthFit;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.GrowthCurve;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@link TrendsTable}: a trend fitted by one growth model.
 *
 * @param fit the fit of the model; null if the trend cannot be fitted
 * @param timeScale the conversion of dates to years, and of slopes to doubling times
 * @param underReportedFrom the first day from which too few releases have a value of the metric; null for none
 */
public record ModelledTrend(
        Trend trend,
        GrowthModel model,
        @Nullable GrowthFit fit,
        TimeScale timeScale,
        @Nullable LocalDate underReportedFrom) {

    /**
     * The rows of trends, one for each growth model.
     *
     * @param underReportedFrom by metric id: the first day from which too few releases have a value; absent for other
     *     metrics
     */
    public static List<ModelledTrend> of(
            List<Trend> trends, TimeScale timeScale, Map<String, LocalDate> underReportedFrom) {
        List<ModelledTrend> rows = new ArrayList<>();
        for (Trend trend : trends) {
            Trend.Estimate estimate = trend.estimate();
            LocalDate from =
                    underReportedFrom.get(trend.specification().metric().id());
            if (estimate == null) {
                rows.add(new ModelledTrend(trend, trend.specification().growthModel(), null, timeScale, from));
            } else {
                estimate.growthFits()
                        .forEach(fit -> rows.add(new ModelledTrend(trend, fit.model(), fit, timeScale, from)));
            }
        }
        return rows;
    }

    /** Whether the era extends beyond the day from which values are under-reported. */
    boolean endsUnderReported() {
        LocalDate to = trend.specification().era().to();
        return underReportedFrom != null && (to == null || to.isAfter(underReportedFrom));
    }

    /** The fit's status; without a fit, why the trend has none. */
    String status() {
        return fit == null ? trend.status().name() : fit.status().name();
    }

    @Nullable
    GrowthCurve curve() {
        return fit == null ? null : fit.curve();
    }

    @Nullable
    Double valueOn(@Nullable LocalDate date) {
        GrowthCurve curve = curve();
        return curve == null || date == null
                ? null
                : (Double) Math.pow(10, curve.valueAt(timeScale.yearsSince2000(date)));
    }

    @Nullable
    Double endSlope() {
        GrowthCurve curve = curve();
        LocalDate lastDate = trend.lastDate();
        return curve == null || lastDate == null ? null : (Double) curve.slopeAt(timeScale.yearsSince2000(lastDate));
    }

    @Nullable
    Double doublingTimeMonths(@Nullable Double slope) {
        return slope == null ? null : DoublingTime.months(slope, timeScale);
    }
}
