package org.computetrends.generate;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;
import org.jspecify.annotations.Nullable;

/** Draws a release as a function of only the settings and its number, equal on every machine. Not thread-safe. */
final class ReleaseSampler {
    private static final List<String> FAMILIES = List.of(
            "Aurora", "Basalt", "Cirrus", "Delta", "Ember", "Fjord", "Garnet", "Helix", "Iris", "Jade", "Kestrel",
            "Lumen", "Mistral", "Nimbus", "Onyx", "Prism");

    /** The source row of the first release, as in a CSV file with a header. */
    private static final long FIRST_SOURCE_ROW = 2;

    private static final StructType SCHEMA = CanonicalRelease.schema();

    private final GeneratorSettings settings;
    private final RowRandom random;
    private final ReleaseCalendar calendar;
    private final DiscreteSampler days;
    private final OrganizationSampler organizations;
    private final LabelSampler domains;
    private final LabelSampler confidence;
    private final LabelSampler accessibility;
    private final LabelSampler accessibilityOfLarge;
    private final ZigguratSampler.NormalizedGaussian normal;

    /**
     * The weights of the residual that a release's metrics have in common, and of the residual of a single metric.
     * Their squares add up to 1, so the weighted sum has variance 1.
     */
    private final double commonWeight;

    private final double ownWeight;

    ReleaseSampler(GeneratorSettings settings) {
        this.settings = settings;
        this.random = new RowRandom(settings.seed(), "releases");
        this.calendar = new ReleaseCalendar(settings);
        this.days = calendar.sampler(random);
        this.organizations = new OrganizationSampler(settings.organizations(), settings.seed(), random);
        this.domains = new LabelSampler(settings.labels().domains(), random);
        this.confidence = new LabelSampler(settings.labels().confidence(), random);
        this.accessibility = new LabelSampler(settings.labels().accessibility(), random);
        this.accessibilityOfLarge = new LabelSampler(settings.large().accessibility(), random);
        this.normal = ZigguratSampler.NormalizedGaussian.of(random);
        this.commonWeight = Math.sqrt(settings.commonVariance());
        this.ownWeight = Math.sqrt(1 - settings.commonVariance());
    }

    /** The release of a number, from 0, as a row of the canonical schema. */
    Row sample(long row) {
        RejectReason fault = settings.faults().rows().faultOf(row);
        @Nullable Object[] cells = validCells(fault == RejectReason.DUPLICATE_RELEASE ? row - 1 : row);
        if (fault != null) {
            addFault(cells, fault);
        }
        setCell(cells, CanonicalRelease.SOURCE_ROW, row + FIRST_SOURCE_ROW);
        return RowFactory.create(cells);
    }

    private @Nullable Object[] validCells(long row) {
        random.seek(row);
        @Nullable Object[] cells = new Object[CanonicalRelease.COLUMNS.size()];
        LocalDate day = calendar.day(days.sample());
        DatePrecision precision = calendar.precision(random.nextDouble());
        LocalDate imputed = calendar.imputed(day, precision);
        boolean isLarge = random.happens(settings.large().share())
                && !imputed.isBefore(settings.large().from());
        setCell(cells, CanonicalRelease.MODEL, name(row));
        setCell(cells, CanonicalRelease.PUBLISHED_ON, DateImputation.START.day(day, precision));
        setCell(cells, CanonicalRelease.DATE_PRECISION, precision.name());
        setOrganizations(cells);
        String domain = domains.sample();
        setCell(cells, CanonicalRelease.DOMAINS, domain == null ? null : new String[] {domain});
        setCell(cells, CanonicalRelease.CONFIDENCE, confidence.sample());
        setCell(cells, CanonicalRelease.ACCESSIBILITY, (isLarge ? accessibilityOfLarge : accessibility).sample());
        // The base model is an earlier release. The shift makes the random number non-negative.
        boolean isDerivative = random.happens(settings.derivativeShare()) && row > 0;
        setCell(cells, CanonicalRelease.BASE_MODEL, isDerivative ? name((random.nextLong() >>> 1) % row) : null);
        setCell(cells, CanonicalRelease.NOTABLE, random.happens(settings.notableShare()));
        setQuantities(cells, imputed, isLarge);
        return cells;
    }

    private void setOrganizations(@Nullable Object[] cells) {
        if (random.happens(settings.organizations().unknownShare())) {
            return;
        }
        int first = organizations.sample();
        int second = random.happens(settings.organizations().jointShare()) ? organizations.sample() : first;
        setCell(cells, CanonicalRelease.ORGANIZATIONS, distinct(organizations.name(first), organizations.name(second)));
        setCell(
                cells,
                CanonicalRelease.COUNTRIES,
                distinct(organizations.country(first), organizations.country(second)));
    }

    /** The distinct texts that are not null, as an array cell; null if there are none. */
    private static @Nullable Object distinct(@Nullable String first, @Nullable String second) {
        if (first == null) {
            return second == null ? null : new String[] {second};
        }
        return second == null || second.equals(first) ? new String[] {first} : new String[] {first, second};
    }

    private void setQuantities(@Nullable Object[] cells, LocalDate imputed, boolean isLarge) {
        int era = GeneratorSettings.eraIndex(settings.eras(), imputed);
        double years = settings.timeScale().yearsSince2000(imputed);
        double commonTerm = commonWeight * normal.sample();
        for (TrueMetric metric : settings.metrics()) {
            if (random.happens(metric.knownShare())) {
                TrueMetric.Line line = isLarge ? metric.large() : metric.lines().get(era);
                double residual = commonTerm + ownWeight * normal.sample();
                setCell(
                        cells,
                        metric.column(),
                        value(line.log10ValueAt(years) + line.standardDeviationOom() * residual));
            }
        }
    }

    /** Converts log10 of a value, rounded to the step of the settings, to the value. */
    private double value(double log10Value) {
        double step = settings.valueStepOom();
        return StrictMath.pow(10, step > 0 ? Math.rint(log10Value / step) * step : log10Value);
    }

    /** A short name. Its number makes it unique, because curation derives ids from names. */
    private String name(long row) {
        // The four highest bits choose one of the 16 families.
        int family = (int) (random.hash(row) >>> 60);
        return FAMILIES.get(family) + "-" + Long.toString(row, Character.MAX_RADIX);
    }

    /** Changes a valid row into one with a fault. Some faults have two variants. */
    private void addFault(@Nullable Object[] cells, RejectReason fault) {
        GeneratorSettings.BadRowSettings faults = settings.faults();
        boolean isFirstVariant = random.nextBoolean();
        switch (fault) {
            case MISSING_NAME -> setCell(cells, CanonicalRelease.MODEL, isFirstVariant ? null : "  ");
            case MISSING_DATE -> setCell(cells, CanonicalRelease.PUBLISHED_ON, null);
            case DATE_AFTER_VINTAGE ->
                setCell(cells, CanonicalRelease.PUBLISHED_ON, settings.vintage().plusDays(1L + random.nextInt(1000)));
            case DATE_TOO_EARLY ->
                setCell(
                        cells,
                        CanonicalRelease.PUBLISHED_ON,
                        faults.earliestDate().minusDays(1L + random.nextInt(20_000)));
            case DUPLICATE_RELEASE ->
                setCell(
                        cells,
                        CanonicalRelease.MODEL,
                        " " + Objects.requireNonNull(cells[SCHEMA.fieldIndex(CanonicalRelease.MODEL)])
                                + (isFirstVariant ? "  " : ""));
            case NON_POSITIVE -> setCell(cells, faults.column(), isFirstVariant ? 0.0 : -value(random.nextInt(20)));
            case NON_FINITE -> setCell(cells, faults.column(), isFirstVariant ? Double.NaN : Double.POSITIVE_INFINITY);
            case EXCLUDED_CONFIDENCE -> {
                settings.metrics().forEach(metric -> setCell(cells, metric.column(), null));
                setCell(cells, faults.column(), value(random.nextInt(20)));
                setCell(cells, CanonicalRelease.CONFIDENCE, faults.excludedConfidence());
            }
            case UNREADABLE -> setCell(cells, CanonicalRelease.CONFIDENCE, isFirstVariant ? "certain" : "rumoured");
            case MISSING_VINTAGE, OUT_OF_SCOPE, MARKED_EXCLUDED, UNREADABLE_FILE, FOREIGN_SCHEMA ->
                throw new IllegalStateException(fault + " cannot be generated, because it is not a fault of a row");
        }
    }

    private static void setCell(@Nullable Object[] cells, String column, @Nullable Object value) {
        cells[SCHEMA.fieldIndex(column)] = value;
    }
}
