package org.computetrends.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The page's parts, in their order; those for which there are no rows are left out. */
final class Sections {
    private final ReportInput input;

    Sections(ReportInput input) {
        this.input = input;
    }

    List<Section> all() {
        Names names = new Names(input.provenance());
        DefaultForecast forecast = new DefaultForecast(input);
        return Stream.<Optional<Section>>of(
                        Optional.of(new HeadlineSection(input, names, forecast).section()),
                        new ErasSection(input).section(),
                        new CrossingsSection(input, names, forecast).section(),
                        new FansSection(input, names, forecast).section(),
                        new BacktestsSection(input, names).section(),
                        new OddsSection(input, names).section(),
                        new HistorySection(input, names).section(),
                        new ChangesSection(input, names).section(),
                        new BreakpointsSection(input).section(),
                        new SensitivitySection(input).section(),
                        new DateSensitivitySection(input, names).section(),
                        new ResourcesSection(input, names).section(),
                        new ClaimsSection(input).section(),
                        new QualitySection(input, names).section(),
                        Optional.of(new MethodSection(input.provenance()).section()))
                .flatMap(Optional::stream)
                .toList();
    }
}
