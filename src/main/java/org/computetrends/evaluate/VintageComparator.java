package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.VintageChange;
import org.computetrends.domain.VintageChange.Growth;
import org.computetrends.domain.VintageChange.Split;
import org.computetrends.domain.VintageChange.Status;
import org.computetrends.held.AnalysedReleases;
import org.computetrends.held.HeldVintages;
import org.computetrends.held.Population;
import org.computetrends.held.Selection;
import org.computetrends.stats.Cells;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.ShapleyValues;

/**
 * Says how trends changed since the vintage before, and splits each change exactly.
 *
 * <p>Four things happen between two vintages: what is said of a release is revised (its values, its date, and its labels,
 * such as whether it is notable or derived from another), releases are added, releases are withdrawn, and other rules
 * may be applied. The trend is fitted in all 16 states in which some of them have happened; the part of each is its
 * Shapley value, what it adds to the others on average over all orders. Populations are selected anew in every state, so
 * that a withdrawn release also gives up its rank and its place in its neighbours' windows.
 *
 * <p>Releases are told apart as {@link ReleaseMatching} does: one that was renamed is withdrawn and added. Slopes are least
 * squares in closed form.
 */
public final class VintageComparator {
    private static final int STATES = 16;
    private static final int REVISED = 1;
    private static final int ADDED = 2;
    private static final int WITHDRAWN = 4;
    private static final int RULES = 8;

    private final Settings settings;

    /** @param settings what is compared */
    public VintageComparator(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is compared.
     *
     * @param metrics what is measured
     * @param before the rules applied to the vintage before
     * @param after the run's rules
     */
    public record Settings(List<Metric> metrics, Selection before, Selection after) {
        public Settings {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * What changed.
     *
     * @param trends each trend, in order; none where there is no vintage before
     * @param values each value that changed, by release, metric and kind
     */
    public record Result(List<VintageChange> trends, List<ValueChange> values) {}

    /**
     * Compares the vintage analysed with the one before it.
     *
     * @param trends the trends, each attribute's value written out
     * @param vintages the vintages held, the one analysed among them
     */
    public Result compare(List<TrendSpecification> trends, HeldVintages vintages) {
        LocalDate vintage = vintages.analysed();
        Optional<LocalDate> from = vintages.before();
        if (from.isEmpty()) {
            return new Result(List.of(), List.of());
        }
        ReleaseMatching matching = ReleaseMatching.of(vintages.releases(from.get()), vintages.releases(vintage));
        List<ValueChange> values = new ValueLedger(
                        settings.metrics(), settings.after().rules().imputation())
                .changes(matching, from.get());
        AnalysedReleases[] states = states(new Coalition(matching, vintages, from.get(), vintage));
        List<VintageChange> changes = trends.parallelStream()
                .map(trend -> change(trend, from.get(), states, values))
                .toList();
        return new Result(changes, values);
    }

    /** The releases of each state: without other rules there are eight. */
    private AnalysedReleases[] states(Coalition coalition) {
        AnalysedReleases[] states = new AnalysedReleases[STATES];
        for (int state = 0; state < STATES; state++) {
            states[state] = isRepeated(state)
                    ? states[state - RULES]
                    : coalition
                            .selector(
                                    (state & REVISED) != 0,
                                    (state & ADDED) != 0,
                                    (state & WITHDRAWN) != 0,
                                    selection(state))
                            .analysed(selection(state));
        }
        return states;
    }

    private boolean isRepeated(int state) {
        return state >= RULES && settings.before().equals(settings.after());
    }

    private Selection selection(int state) {
        return (state & RULES) != 0 ? settings.after() : settings.before();
    }

    private VintageChange change(
            TrendSpecification trend, LocalDate from, AnalysedReleases[] states, List<ValueChange> values) {
        Growth[] growths = new Growth[STATES];
        double[] slopes = new double[STATES];
        for (int state = 0; state < STATES; state++) {
            growths[state] =
                    isRepeated(state) ? growths[state - RULES] : growth(trend, states[state], selection(state));
            Double slope = growths[state].slopeOomPerYear();
            slopes[state] = slope == null ? Double.NaN : slope;
        }
        double[] parts = ShapleyValues.of(slopes);
        double sum = parts[0] + parts[1] + parts[2] + parts[3];
        Growth before = growths[0];
        Growth after = growths[STATES - 1];
        Status status = before.slopeOomPerYear() == null
                ? Status.NO_FIT_BEFORE
                : after.slopeOomPerYear() == null
                        ? Status.NO_FIT_AFTER
                        : Double.isFinite(sum) ? Status.SPLIT : Status.NO_FIT_BETWEEN;
        String metric = trend.metric().id();
        return new VintageChange(
                trend.key(),
                from,
                status,
                before,
                after,
                status == Status.SPLIT ? new Split(parts[0], parts[1], parts[2], parts[3]) : null,
                count(values, metric, ValueChange.Kind.REVISED),
                count(values, metric, ValueChange.Kind.ADDED),
                count(values, metric, ValueChange.Kind.WITHDRAWN));
    }

    private static Growth growth(TrendSpecification trend, AnalysedReleases releases, Selection selection) {
        Population population = releases.select(trend.metric().id(), trend.cohort(), trend.era());
        TimeScale timeScale = selection.rules().timeScale();
        Cells cells = population.cells(timeScale);
        if (!LeastSquaresLine.isEstimable(cells)) {
            return new Growth(population.size(), null, null);
        }
        double slope = LeastSquaresLine.fit(cells).slope();
        OptionalDouble months =
                DoublingTime.of(slope, new Interval(slope, slope), timeScale).months();
        return new Growth(population.size(), slope, months.isPresent() ? (Double) months.getAsDouble() : null);
    }

    private static long count(List<ValueChange> values, String metric, ValueChange.Kind kind) {
        long counted = 0;
        for (ValueChange change : values) {
            counted += change.kind() == kind && change.metric().equals(metric) ? 1 : 0;
        }
        return counted;
    }
}
