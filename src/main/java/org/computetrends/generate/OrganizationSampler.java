package org.computetrends.generate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.jspecify.annotations.Nullable;

/** Draws organizations by their shares, each with its country. */
final class OrganizationSampler {
    private static final String[] KINDS = {"Laboratory", "University", "Institute", "Company"};

    private final String[] names;
    private final @Nullable String[] countries;
    private final DiscreteSampler ranks;

    OrganizationSampler(GeneratorSettings.Organizations settings, long seed, RowRandom random) {
        int count = settings.count();
        this.names = new String[count];
        this.countries = new String[count];
        RowRandom ofOrganizations = new RowRandom(seed, "organizations");
        LabelSampler country = new LabelSampler(settings.countries(), ofOrganizations);
        for (int i = 0; i < count; i++) {
            ofOrganizations.seek(i);
            names[i] = KINDS[(int) (ofOrganizations.nextLong() >>> 62)] + " " + (i + 1);
            countries[i] = country.sample();
        }
        this.ranks = GuideTableDiscreteSampler.of(random, shares(count, settings.zipfExponent()));
    }

    /** Shares proportional to {@code k^-exponent}, largest first. */
    static double[] shares(int count, double exponent) {
        double[] weights = IntStream.rangeClosed(1, count)
                .mapToDouble(k -> StrictMath.pow(k, -exponent))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** The index of an organization in order of size, from 0 for the largest. */
    int sample() {
        return ranks.sample();
    }

    String name(int index) {
        return names[index];
    }

    @Nullable
    String country(int index) {
        return countries[index];
    }
}
