package org.computetrends.config;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.ZScoreRule;

/** Reads the rules that select populations, for the run and for its {@linkplain AlternativesReader alternatives}. */
final class RulesReader {
    private RulesReader() {}

    /**
     * Reads the sections {@code time}, {@code populations} and {@code dates}.
     *
     * @param dates reads the section {@code dates}. The caller shares it, because a reader reports keys that it did not
     *     read
     */
    static PopulationRules rules(SettingsReader root, SettingsReader dates) {
        SettingsReader time = root.section("time");
        SettingsReader populations = root.section("populations");
        SettingsReader zScore = populations.section("z-score");
        LocalDate from = dates.optionalDate("from");
        LocalDate to = dates.optionalDate("to");
        if (from != null && to != null && !from.isBefore(to)) {
            dates.fault("from", from.toString(), "must be before dates.to = " + to);
        }
        return new PopulationRules(
                new TimeScale(time.number("days-per-year", 1, 1000), time.number("days-per-month", 1, 1000)),
                dates.choice("imputation", DateImputation.class),
                from,
                to,
                new ZScoreRule(
                        zScore.wholeNumber("window-days", 1, 100_000),
                        zScore.number("low-below", -100, 100),
                        zScore.number("large-above", -100, 100),
                        zScore.date("large-from")),
                populations.choice("low-outliers", OutlierRule.class),
                populations.wholeNumber("frontier-size", 1, 10_000),
                populations.date("regular-scale-from"),
                populations.flag("notable-when-unflagged"),
                populations.longWholeNumber("common-value-minimum", 1, Long.MAX_VALUE),
                families(populations));
    }

    /** The derived releases of model families, which do not rank; empty if {@code families-rank} is set. */
    private static NamedDerivatives families(SettingsReader populations) {
        SettingsReader families = populations.section("families");
        List<String> derived = new ArrayList<>();
        for (String base : families.keys()) {
            for (String name : families.texts(base)) {
                if (name.isBlank() || name.equals("*")) {
                    families.fault(base, name, "must be names; a name that ends in * must have text before it");
                }
                derived.add(name);
            }
        }
        return populations.flag("families-rank") ? NamedDerivatives.NONE : new NamedDerivatives(derived);
    }
}
