package org.computetrends.fit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.computetrends.domain.TrendKey;

/** Seeds that depend on the run's seed and a trend's key alone, and are as good as random between trends. */
final class TrendSeed {

    private TrendSeed() {}

    static long of(long seed, TrendKey key) {
        String name = seed + "/" + key.metric() + "/" + key.cohort() + "/" + key.era() + "/"
                + key.growthModel().id();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
