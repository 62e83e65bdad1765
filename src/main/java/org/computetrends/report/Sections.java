package org.computetrends.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the page's sections, in order. A section without rows to show is left out, except the first and last two. */
record Sections(ReportInput input) {
    List<Section> all() {
        DisplayNames names = new DisplayNames(input.provenance());
        MainTrend mainTrend = MainTrend.of(input, names);
        DefaultForecast forecast = DefaultForecast.of(input);
        HeadlineDatasets datasets = new HeadlineDatasets(input, names, forecast);
        ComparedMethods methods = ComparedMethods.of(input);
        return Stream.<Optional<Section>>of(
                        Optional.of(new HeadlineSection(input, names, mainTrend, forecast, datasets).section()),
                        new ErasSection(input, names).section(),
                        new CrossingsSection(input, names, forecast).section(),
                        new FansSection(input, names, forecast).section(),
                        new BacktestsSection(input, names, methods, BacktestScores.of(input, methods)).section(),
                        new OddsSection(input, names, methods).section(),
                        new RunCostSection(input, names).section(),
                        new AsOfSection(input, names, mainTrend, methods).section(),
                        new HistorySection(input, names).section(),
                        new ChangesSection(input, names, mainTrend).section(),
                        new BreakpointsSection(input, names, mainTrend).section(),
                        new SensitivitySection(input, names, mainTrend).section(),
                        new DateSensitivitySection(input, names).section(),
                        new LeadsSection(input, names).section(),
                        new OtherMetricsSection(input, names, mainTrend, datasets).section(),
                        new ClaimsSection(input, names).section(),
                        Optional.of(new QualitySection(input, names).section()),
                        Optional.of(new MethodSection(input.provenance()).section()))
                .flatMap(Optional::stream)
                .toList();
    }
}
