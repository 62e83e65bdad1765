package org.computetrends.generate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.jspecify.annotations.Nullable;

/** Draws the index of an organization, which has a name and a country. Index 0 publishes the most releases. */
final class OrganizationSampler {
    private static final String[] KINDS = {"Laboratory", "University", "Institute", "Company"};

    private final String[] names;
    private final @Nullable String[] countries;
    private final DiscreteSampler indices;

    OrganizationSampler(GeneratorSettings.Organizations settings, long seed, RowRandom random) {
        int count = settings.count();
        this.names = new String[count];
        this.countries = new String[count];
        RowRandom organizationRandom = new RowRandom(seed, "organizations");
        LabelSampler countrySampler = new LabelSampler(settings.countries(), organizationRandom);
        for (int i = 0; i < count; i++) {
            organizationRandom.seek(i);
            // The two highest bits choose one of the four kinds.
            names[i] = KINDS[(int) (organizationRandom.nextLong() >>> 62)] + " " + (i + 1);
            countries[i] = countrySampler.sample();
        }
        this.indices = GuideTableDiscreteSampler.of(random, shares(count, settings.zipfExponent()));
    }

    /** Shares proportional to {@code k^-exponent}, largest first. */
    static double[] shares(int count, double exponent) {
        double[] weights = IntStream.rangeClosed(1, count)
                .mapToDouble(k -> StrictMath.pow(k, -exponent))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    int sample() {
        return indices.sample();
    }

    String name(int index) {
        return names[index];
    }

    @Nullable
    String country(int index) {
        return countries[index];
    }
}
