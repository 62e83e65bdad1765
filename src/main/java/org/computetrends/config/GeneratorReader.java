package org.computetrends.config;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.Era;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.generate.BadRows;
import org.computetrends.generate.GeneratorSettings;
import org.computetrends.generate.ReleaseGenerator;
import org.computetrends.generate.Share;
import org.computetrends.generate.TrueMetric;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;

/**
 * Reads the settings of synthetic releases, which the defaults in {@code conf/generator.conf} explain.
 *
 * @param trends the configuration of runs, which gives the seed, the time scale and the rules of curation
 */
record GeneratorReader(SettingsReader section, Vocabulary vocabulary, TrendConfig trends) {
    static final String SECTION = "generator";
    private static final int MOST_ORGANIZATIONS = 1_000_000;

    /** The settings; empty if they have a fault. */
    Optional<GeneratorConfig> read() {
        LocalDate vintage = section.date("vintage");
        long rowsPerFile = section.longWholeNumber("rows-per-file", 1, Long.MAX_VALUE);
        // Constructors reject impossible combinations of settings, mostly of dates. The fault names the section
        // releases.
        Optional<ReleaseGenerator> generator = section.checked(
                "releases", () -> Optional.of(new ReleaseGenerator(settings(vintage))), Optional.empty());
        return generator.map(usable -> new GeneratorConfig(usable.settings(), rowsPerFile, configuration()));
    }

    private GeneratorSettings settings(LocalDate vintage) {
        return new GeneratorSettings(
                trends.seed(),
                vintage,
                trends.timeScale(),
                dates(section.section("releases")),
                organizations(section.section("organizations")),
                new GeneratorSettings.Labels(
                        shares(section, "domains"), confidence(), shares(section, "accessibility")),
                section.number("notable-share", 0, 1),
                section.number("derivative-share", 0, 1),
                large(section.section("large")),
                section.number("common-variance", 0, 1),
                section.number("value-step-oom", 0, 1),
                vocabulary.eraScheme(),
                spans(),
                section.sections("metrics", this::metric),
                badRows(section.section("bad-rows")));
    }

    private List<Era> spans() {
        return vocabulary.eras().values().stream()
                .filter(era -> !vocabulary.eraScheme().contains(era) && !era.equals(Era.ALL_TIME))
                .toList();
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        trends.settings().forEach((key, setting) -> {
            if (key.startsWith(SECTION + ".")) {
                configuration.put(key, setting.value());
            }
        });
        return configuration;
    }

    private GeneratorSettings.Dates dates(SettingsReader releases) {
        LocalDate from = releases.date("from");
        double growth = releases.number("growth-factor-per-year", 0.01, 100);
        List<Era> gaps = new ArrayList<>();
        for (SettingsReader gap : releases.items("gaps")) {
            LocalDate begin = gap.date("from");
            LocalDate end = gap.date("to");
            gaps.add(gap.checked("from", () -> new Era("gap", begin, end), Era.ALL_TIME));
        }
        double month = releases.number("month-share", 0, 1);
        double year = releases.number("year-share", 0, 1);
        return releases.checked(
                "month-share",
                () -> new GeneratorSettings.Dates(from, growth, gaps, month, year),
                new GeneratorSettings.Dates(from, growth, gaps, 0, 0));
    }

    private static GeneratorSettings.Organizations organizations(SettingsReader section) {
        return new GeneratorSettings.Organizations(
                section.wholeNumber("count", 1, MOST_ORGANIZATIONS),
                section.number("zipf-exponent", 0, 10),
                section.number("joint-share", 0, 1),
                section.number("unknown-share", 0, 1),
                shares(section, "countries"));
    }

    private static GeneratorSettings.Large large(SettingsReader section) {
        return new GeneratorSettings.Large(
                section.date("from"), section.number("share", 0, 1), shares(section, "accessibility"));
    }

    private static List<Share> shares(SettingsReader parent, String key) {
        return shares(parent, key, parent.section(key));
    }

    private static List<Share> shares(SettingsReader parent, String key, SettingsReader labels) {
        List<Share> shares = labels.keys().stream()
                .map(label -> new Share(label, labels.number(label, 0, 1)))
                .toList();
        return parent.checked(key, () -> GeneratorSettings.checkedShares(key, shares), List.of());
    }

    /**
     * The shares of confidence labels, in upper case as in a dataset. A label that curation excludes is a fault: its
     * rejects would be missing from the expected counts ({@link org.computetrends.generate.Truth}).
     */
    private List<Share> confidence() {
        SettingsReader labels = section.section("confidence");
        List<String> usable = Arrays.stream(Confidence.values())
                .filter(label -> !trends.curation().excludedConfidence().contains(label))
                .map(SettingsReader::idOf)
                .toList();
        for (String label : labels.keys()) {
            if (!usable.contains(label)) {
                section.unknown("confidence", label, usable);
            }
        }
        return shares(section, "confidence", labels).stream()
                .map(share -> new Share(share.label().toUpperCase(Locale.ROOT), share.share()))
                .toList();
    }

    private TrueMetric metric(String id, SettingsReader metric) {
        SettingsReader lines = metric.section("lines");
        List<TrueMetric.Line> regular = vocabulary.eraScheme().stream()
                .map(era -> line(lines.section(era.id())))
                .toList();
        return new TrueMetric(
                id, quantityColumn(id), metric.number("known-share", 0, 1), regular, line(metric.section("large")));
    }

    private TrueMetric.Line line(SettingsReader line) {
        return new TrueMetric.Line(
                Math.log10(line.number("value", Double.MIN_NORMAL, Double.MAX_VALUE)),
                trends.timeScale().yearsSince2000(line.date("on")),
                line.number("slope", -100, 100),
                line.number("sd", 0, 100));
    }

    /** The column of a metric. A metric that is not a single column is a fault, because only columns are generated. */
    private String quantityColumn(String id) {
        Metric metric = vocabulary.metrics().get(id);
        List<String> quantities =
                CanonicalRelease.QUANTITIES.stream().map(Column::name).toList();
        if (metric == null || !quantities.contains(metric.expression())) {
            section.unknown(
                    "metrics",
                    id,
                    vocabulary.metrics().values().stream()
                            .filter(candidate -> quantities.contains(candidate.expression()))
                            .map(Metric::id)
                            .toList());
            return id;
        }
        return metric.expression();
    }

    private GeneratorSettings.BadRowSettings badRows(SettingsReader section) {
        double share = section.number("share", 0, 0.5);
        SettingsReader kinds = section.section("kinds");
        Map<RejectReason, Integer> weights = new EnumMap<>(RejectReason.class);
        for (RejectReason kind : RejectReason.OF_SYNTHETIC_ROWS) {
            weights.put(kind, kinds.wholeNumber(SettingsReader.idOf(kind), 0, 1000));
        }
        BadRows rows = section.checked("share", () -> new BadRows(share, weights), new BadRows(0, Map.of()));
        // Any excluded label will do. The last one does not depend on the order of the set.
        String excludedConfidence = trends.curation().excludedConfidence().stream()
                .max(Comparator.naturalOrder())
                .map(Confidence::name)
                .orElse(null);
        if (excludedConfidence == null && rows.has(RejectReason.EXCLUDED_CONFIDENCE)) {
            kinds.fault("excluded-confidence", "rows", "need a label that curation.excluded-confidence names");
        }
        return new GeneratorSettings.BadRowSettings(
                rows,
                quantityColumn(vocabulary.metric(section, "metric").id()),
                trends.curation().earliestDate(),
                excludedConfidence);
    }
}
