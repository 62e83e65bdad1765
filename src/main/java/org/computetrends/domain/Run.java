package org.computetrends.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of the job: its input, settings, counts of rows, and times. A row of {@code runs}.
 *
 * @param id equal for equal input, configuration, code and seed
 * @param scope the scope of the releases analysed, such as {@code notable}; null if the input records none
 * @param finished when its tables were ready
 * @param inputFingerprint a digest of the rows read, independent of their order and files
 * @param configDigest a digest of the settings that can change a value
 * @param rowsRead rows of the analysed vintage, and rows without a vintage
 * @param stageSeconds how long each stage took, in the order they ran
 */
public record Run(
        String id,
        @Nullable String scope,
        Instant started,
        Instant finished,
        String inputFingerprint,
        String configDigest,
        String codeVersion,
        long seed,
        long rowsRead,
        long rowsKept,
        long rowsRejected,
        Map<String, Double> stageSeconds) {}
