package org.computetrends.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.computetrends.domain.GrowthFit;
import org.computetrends.domain.GrowthModel;
import org.computetrends.stats.BasisCurve;
import org.computetrends.stats.BreakForm;
import org.computetrends.stats.BreakSearch;
import org.computetrends.stats.Cells;
import org.computetrends.stats.GrowthCurve;
import org.computetrends.stats.Influence;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.LogisticCurve;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/**
 * Fits growth models, which are shapes of a curve, to a trend's population, and computes their Akaike weights by AICc
 * (Burnham and Anderson 2002). All models are fitted to the same observations.
 *
 * <p>Compare only the weights of smooth shapes. In a piecewise model the date of a break counts as one parameter. That
 * is too few, because the date was searched for. Of 200 synthetic exponential trends of 120 releases each, AICc
 * preferred two breaks with jumps for 95, and one for 39. {@link BreakpointEstimator} tests whether growth changed.
 */
final class GrowthEstimator {
    private final Set<GrowthModel> models;

    /** @param models the models to fit besides the exponential */
    GrowthEstimator(Set<GrowthModel> models) {
        this.models = EnumSet.of(GrowthModel.EXPONENTIAL);
        this.models.addAll(models);
    }

    /**
     * Fits each model, in the order of {@link GrowthModel}.
     *
     * @param line the line of the exponential model
     * @param points the individual observations; null if there are too many
     * @param breaks the breaks of each piecewise model, by {@link BreakpointEstimator#search}
     */
    List<GrowthFit> fitModels(
            LineFit line, Cells cells, @Nullable Points points, Map<GrowthModel, List<BreakSearch.Break>> breaks) {
        List<GrowthFit> fits = new ArrayList<>();
        for (GrowthModel model : models) {
            fits.add(fit(model, line, cells, points, breaks.getOrDefault(model, List.of())));
        }
        return withWeights(fits);
    }

    private static GrowthFit fit(
            GrowthModel model, LineFit line, Cells cells, @Nullable Points points, List<BreakSearch.Break> breaks) {
        return switch (model) {
            case EXPONENTIAL -> fittedModel(model, line, points);
            case POLYNOMIAL_2 -> polynomial(model, 2, cells, points);
            case POLYNOMIAL_3 -> polynomial(model, 3, cells, points);
            case LOGARITHMIC ->
                cells.size() < 3
                        ? withoutFit(model, GrowthFit.Status.TOO_FEW_DATES)
                        : fittedModel(model, BasisCurve.logarithmic(cells), points);
            case LOGISTIC -> logistic(line, cells, points);
            case PIECEWISE_1, PIECEWISE_2 -> piecewise(model, BreakForm.CONTINUOUS, line, cells, points, breaks);
            case PIECEWISE_1_JUMP, PIECEWISE_2_JUMP ->
                piecewise(model, BreakForm.DISCONTINUOUS, line, cells, points, breaks);
        };
    }

    private static GrowthFit polynomial(GrowthModel model, int degree, Cells cells, @Nullable Points points) {
        return cells.size() < degree + 2
                ? withoutFit(model, GrowthFit.Status.TOO_FEW_DATES)
                : fittedModel(model, BasisCurve.polynomial(cells, degree), points);
    }

    private static GrowthFit logistic(LineFit line, Cells cells, @Nullable Points points) {
        // A parabola, with three coefficients too, needs four dates. This curve needs one more: its bend is searched.
        if (cells.size() < 5) {
            return withoutFit(GrowthModel.LOGISTIC, GrowthFit.Status.TOO_FEW_DATES);
        }
        LogisticCurve curve = LogisticCurve.fit(cells, line);
        GrowthFit fit = fittedModel(GrowthModel.LOGISTIC, curve, points);
        if (fit.curve() == null) {
            return fit;
        }
        GrowthFit.Status status = curve.isDetermined() ? fit.status() : GrowthFit.Status.AT_LIMIT;
        Double saturationValue = curve.isDetermined() ? Double.valueOf(Math.pow(10, curve.ceiling())) : null;
        return new GrowthFit(GrowthModel.LOGISTIC, status, curve, fit.looLogScore(), null, saturationValue);
    }

    private static GrowthFit piecewise(
            GrowthModel model,
            BreakForm form,
            LineFit line,
            Cells cells,
            @Nullable Points points,
            List<BreakSearch.Break> breaks) {
        if (line.residualSumOfSquares() == 0) {
            // Breaks of a perfect line are undefined. The model is then the line.
            return new GrowthFit(model, GrowthFit.Status.AT_LIMIT, line, null, null, null);
        }
        if (breaks.isEmpty()) {
            return withoutFit(model, GrowthFit.Status.TOO_FEW_OBSERVATIONS);
        }
        double[] times = breaks.stream().mapToDouble(BreakSearch.Break::time).toArray();
        return fittedModel(model, BasisCurve.piecewise(cells, times, form), points);
    }

    /** A model's fit by a curve. A curve other than the line is dropped if it has too few observations for AICc. */
    private static GrowthFit fittedModel(GrowthModel model, GrowthCurve curve, @Nullable Points points) {
        if (model != GrowthModel.EXPONENTIAL && curve.n() < curve.parameters() + 2) {
            return withoutFit(model, GrowthFit.Status.TOO_FEW_OBSERVATIONS);
        }
        double score = points == null ? Double.NaN : Influence.leaveOneOutLogScore(points, curve);
        return new GrowthFit(model, GrowthFit.Status.FITTED, curve, Double.isFinite(score) ? score : null, null, null);
    }

    private static GrowthFit withoutFit(GrowthModel model, GrowthFit.Status status) {
        return new GrowthFit(model, status, null, null, null, null);
    }

    /** Adds Akaike weights to the models with status FITTED. If one of these models fits perfectly, adds none. */
    private static List<GrowthFit> withWeights(List<GrowthFit> fits) {
        double[] aicc = fits.stream().mapToDouble(GrowthEstimator::aicc).toArray();
        // A perfect fit has an infinite likelihood.
        if (Arrays.stream(aicc).anyMatch(value -> value == Double.NEGATIVE_INFINITY)) {
            return fits;
        }
        double[] weights = GrowthCurve.weights(aicc);
        return IntStream.range(0, aicc.length)
                .mapToObj(i ->
                        Double.isNaN(weights[i]) ? fits.get(i) : fits.get(i).withAkaikeWeight(weights[i]))
                .toList();
    }

    /** The AICc of a fit; NaN unless its status is FITTED. */
    private static double aicc(GrowthFit fit) {
        GrowthCurve curve = fit.curve();
        return curve == null || fit.status() != GrowthFit.Status.FITTED ? Double.NaN : curve.aicc();
    }
}
