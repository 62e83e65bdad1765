package org.computetrends.fit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;

/**
 * Fits every trend.
 *
 * <p>Observations are compressed into cells, one for each trend and date, which are exact for a fit on time; one MLlib
 * regression over the cells of all trends gives the slopes and intercepts; the inference follows from the cells. A
 * trend that cannot be fitted is returned with its status.
 */
public final class TrendFitter {
    private final TimeScale timeScale;

    /** @param timeScale how slopes become doubling times */
    public TrendFitter(TimeScale timeScale) {
        this.timeScale = timeScale;
    }

    /**
     * Fits.
     *
     * @param observations labelled observations, with the ordinals of the trends they belong to
     * @param specifications the trends, in the order of their ordinals
     * @return a trend for each specification, in their order
     */
    public List<Trend> fit(Dataset<Row> observations, List<TrendSpecification> specifications) {
        List<TrendCells> populations = new CellCompression(timeScale).compress(observations, specifications.size());
        List<TrendCells> estimable = populations.stream()
                .filter(population -> LeastSquaresLine.isEstimable(population.cells()))
                .toList();
        PooledRegression.Coefficients[] coefficients = PooledRegression.fit(
                observations.sparkSession(),
                estimable.stream().map(TrendCells::cells).toList());
        List<Trend> trends = new ArrayList<>();
        int fitted = 0;
        for (int i = 0; i < specifications.size(); i++) {
            TrendCells population = populations.get(i);
            PooledRegression.Coefficients line =
                    LeastSquaresLine.isEstimable(population.cells()) ? coefficients[fitted++] : null;
            trends.add(trend(specifications.get(i), population, line));
        }
        return List.copyOf(trends);
    }

    private Trend trend(
            TrendSpecification specification,
            TrendCells population,
            PooledRegression.@org.jspecify.annotations.Nullable Coefficients coefficients) {
        Trend.Estimate estimate = null;
        if (coefficients != null) {
            LineFit line = LeastSquaresLine.at(
                    population.cells(), coefficients.valueAtMeanTime(), coefficients.slopePerYear());
            estimate = Trend.Estimate.of(line, population.firstDate(), population.lastDate(), timeScale);
        }
        boolean isEmpty = population.cells().size() == 0;
        return new Trend(
                specification,
                TrendStatus.of(population.cells()),
                population.cells().observations(),
                population.cells().size(),
                population.organizations(),
                isEmpty ? null : population.firstDate(),
                isEmpty ? null : population.lastDate(),
                estimate,
                population.ascent());
    }
}
