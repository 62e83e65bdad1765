package org.computetrends.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.evaluate.BacktestEvaluator;
import org.jspecify.annotations.Nullable;

/**
 * What a run was made of, published beside its tables.
 *
 * @param runId the run's id, on every row of its tables
 * @param program the program's name and version
 * @param started when the run started, ISO 8601 in UTC
 * @param finished when its tables were ready
 * @param vintage the vintage analysed
 * @param scope the scope of the releases analysed; null where the input records none
 * @param seed the seed of every random draw
 * @param inputs the files read
 * @param skippedFiles the files of the vintage that could not be used and were left out
 * @param inputFingerprint a digest of the rows read, whatever their order and files
 * @param configDigest a digest of the settings that can change a value
 * @param configuration every setting in effect
 * @param rows rows read, kept and rejected
 * @param rejects rejected rows and values by reason
 * @param tables rows published by table
 * @param defaultForecasts the method whose forecasts have been the best, by target: what to believe where nothing else
 *     is said
 * @param stageSeconds how long each stage took
 */
record Manifest(
        String runId,
        String program,
        String started,
        String finished,
        String vintage,
        @Nullable String scope,
        long seed,
        List<InputFile> inputs,
        List<String> skippedFiles,
        String inputFingerprint,
        String configDigest,
        Map<String, String> configuration,
        Map<String, Long> rows,
        Map<String, Long> rejects,
        Map<String, Long> tables,
        Map<String, Forecaster> defaultForecasts,
        Map<String, Double> stageSeconds) {

    /**
     * A file that was read.
     *
     * @param file its name as the file system has it
     * @param bytes its size
     * @param modified when it was last modified
     * @param sha256 its digest; null for inputs too large to read twice
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InputFile(
            String file,
            long bytes,
            String modified,
            @Nullable String sha256) {}

    /**
     * The winner of the backtest of a target.
     *
     * @param method its id
     * @param chosenBy by what it wins
     * @param horizonYears at which horizon
     * @param origins over how many origins
     * @param crps its mean continuous ranked probability score there, in OOM
     * @param bias its mean error there, in OOM: positive where too high
     * @param coverage80 share of outcomes inside its 80% interval
     * @param coverage80Calibrated share of later outcomes inside the interval calibrated on earlier ones; null where
     *     there are none
     * @param coverage80LeftOut share of outcomes inside the interval calibrated on all other origins; null likewise
     * @param calibrationFactor what the half-width of its 80% interval is to be multiplied by now; null where unknown
     * @param runnerUp the method that came second; null where no other was scored
     * @param runnerUpCrps its mean CRPS over the same origins, in OOM; null likewise
     * @param crpsMargin by how much the winner's is less, in OOM; null likewise
     */
    record Forecaster(
            String method,
            String chosenBy,
            int horizonYears,
            long origins,
            double crps,
            double bias,
            double coverage80,
            @Nullable Double coverage80Calibrated,
            @Nullable Double coverage80LeftOut,
            @Nullable Double calibrationFactor,
            @Nullable String runnerUp,
            @Nullable Double runnerUpCrps,
            @Nullable Double crpsMargin) {

        /** The winners of a backtest. */
        static Map<String, Forecaster> byTarget(BacktestEvaluator.Result backtested) {
            Map<String, Forecaster> winners = new TreeMap<>();
            backtested.winners().forEach((target, winner) -> {
                BacktestSummary.Accuracy accuracy = Objects.requireNonNull(winner.accuracy());
                BacktestSummary second = backtested.runnersUp().get(target);
                Double secondCrps = second == null
                        ? null
                        : (Double) Objects.requireNonNull(second.accuracy()).crps();
                winners.put(
                        target.id(),
                        new Forecaster(
                                winner.method(),
                                "least mean CRPS",
                                winner.horizonYears(),
                                winner.origins(),
                                accuracy.crps(),
                                accuracy.bias(),
                                accuracy.coverage80(),
                                winner.calibration().coverage80(),
                                winner.calibration().coverage80LeftOut(),
                                winner.calibration().factor(),
                                second == null ? null : second.method(),
                                secondCrps,
                                secondCrps == null ? null : (Double) (secondCrps - accuracy.crps())));
            });
            return winners;
        }
    }

    String toJson() {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest cannot be written as JSON", e);
        }
    }
}
