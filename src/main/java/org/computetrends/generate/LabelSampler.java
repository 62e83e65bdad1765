package org.computetrends.generate;

import java.util.List;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.jspecify.annotations.Nullable;

/** Draws labels with their shares as probabilities, and null with the remaining probability. */
final class LabelSampler {
    private final List<Share> shares;
    private final DiscreteSampler indices;

    LabelSampler(List<Share> shares, RowRandom random) {
        this.shares = shares;
        double[] probabilities = new double[shares.size() + 1];
        for (int i = 0; i < shares.size(); i++) {
            probabilities[i] = shares.get(i).share();
        }
        probabilities[shares.size()] = Math.max(0, 1 - Share.sum(shares));
        this.indices = GuideTableDiscreteSampler.of(random, probabilities);
    }

    @Nullable
    String sample() {
        int index = indices.sample();
        return index < shares.size() ? shares.get(index).label() : null;
    }
}
