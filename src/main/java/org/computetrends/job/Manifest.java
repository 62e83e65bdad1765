package org.computetrends.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.UserException;
import org.computetrends.evaluate.ForecastEvaluator;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.report.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * The inputs, settings and tables of a run, as published in the file {@code manifest.json} beside the tables.
 *
 * @param runId the run's id, on every row of its tables
 * @param program the program's name and version
 * @param started when the run started, ISO 8601 in UTC
 * @param finished when the stages before publishing had ended, ISO 8601 in UTC
 * @param vintage the date of the vintage analysed
 * @param scope the scope of the releases analysed; null if the input records none
 * @param skippedFiles the files of the vintage that could not be used and were left out
 * @param inputFingerprint a digest of the rows read, independent of their order and files
 * @param configDigest a digest of the settings that can change a value in a table
 * @param rows the numbers of rows read, kept and rejected
 * @param rejects the number of rejects by reason: see {@link RunRecord#rejectsByReason}
 * @param tables the number of rows by table
 * @param defaultForecasts the default forecast method by target
 * @param warnings what the user should know, such as rows that tables lack; null in manifests of earlier versions
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
        Map<String, DefaultMethod> defaultForecasts,
        Map<String, Double> stageSeconds,
        @Nullable List<String> warnings) {

    /** @param sha256 the file's digest; null for inputs too large to read twice */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InputFile(
            String file,
            long bytes,
            String modified,
            @Nullable String sha256) {}

    /**
     * The default forecast method of a target.
     *
     * @param method the method's id
     * @param chosenBy how the method was chosen
     * @param benchmark the id of the method with which the default is compared
     */
    record DefaultMethod(String method, String chosenBy, String benchmark) {

        static Map<String, DefaultMethod> byTarget(ForecastSettings settings, ForecastEvaluator.Result evaluated) {
            Map<String, DefaultMethod> byTarget = new TreeMap<>();
            evaluated.forecasts().stream()
                    .filter(Forecast::isDefault)
                    .forEach(forecast -> byTarget.put(
                            forecast.key().target().id(),
                            new DefaultMethod(
                                    forecast.key().method(),
                                    // Always: readers see that no backtest chose the method that it scores.
                                    "settings, in advance",
                                    settings.choice().benchmark())));
            return byTarget;
        }
    }

    /**
     * Reads the parts of a manifest that the page and commands show.
     *
     * @throws UserException when the text is not a manifest
     */
    static Provenance provenance(String json) {
        try {
            Manifest manifest = new ObjectMapper().readValue(json, Manifest.class);
            return new Provenance(
                    manifest.runId(),
                    manifest.program(),
                    manifest.started(),
                    LocalDate.parse(manifest.vintage()),
                    manifest.seed(),
                    manifest.inputs().stream()
                            .map(file -> new Provenance.InputFile(file.file(), file.sha256()))
                            .toList(),
                    manifest.inputFingerprint(),
                    manifest.configDigest(),
                    manifest.configuration(),
                    manifest.rows(),
                    manifest.rejects());
        } catch (JsonProcessingException e) {
            throw UserException.input(
                    "the manifest of the published tables cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
