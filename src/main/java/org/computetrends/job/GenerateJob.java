package org.computetrends.job;

import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.GeneratorConfig;
import org.computetrends.domain.UserException;
import org.computetrends.generate.GeneratorSettings;
import org.computetrends.generate.ReleaseGenerator;
import org.computetrends.generate.Truth;
import org.computetrends.publish.GeneratedVintagePublisher;

/** Generates a vintage of synthetic releases in a canonical dataset, with a file of what a run on it should find. */
public record GenerateJob(SparkSession session, GeneratorConfig config) {
    /** The most files of a vintage, because listing a folder with more files would take long. */
    private static final int MOST_FILES = 100_000;

    /**
     * What was generated.
     *
     * @param files the number of Parquet files
     * @param truth what a run on the vintage should find
     * @param truthFile the path of the JSON file with the truth
     */
    public record Result(LocalDate vintage, int files, Truth truth, String truthFile) {}

    /**
     * The JSON file of what a run should find.
     *
     * @param configuration every setting of the generator
     */
    private record TruthFile(
            String program, String vintage, long seed, Map<String, String> configuration, Truth truth) {}

    /**
     * Generates a vintage.
     *
     * @param rows the number of rows, at least 1
     * @param dataset the dataset's folder, created if missing
     * @param overwrite whether a generated vintage of the same date may be replaced
     * @throws UserException when the vintage exists already, or cannot be written
     */
    public Result run(long rows, String dataset, boolean overwrite) {
        long files = (rows - 1) / config.rowsPerFile() + 1;
        if (files > MOST_FILES) {
            throw UserException.usage("generator.rows-per-file = " + config.rowsPerFile() + " would make " + files
                    + " files; it must make " + MOST_FILES + " at most");
        }
        GeneratorSettings settings = config.settings();
        GeneratedVintagePublisher publisher = new GeneratedVintagePublisher(session, dataset, settings.vintage());
        publisher.prepare(overwrite);
        ReleaseGenerator generator = new ReleaseGenerator(settings);
        Truth truth = generator.truth(rows);
        String truthFile = publisher.publish(generator.generate(session, rows, (int) files), json(truth));
        return new Result(settings.vintage(), (int) files, truth, truthFile);
    }

    private String json(Truth truth) {
        String program = "compute-trends " + ProgramVersion.current();
        String vintage = config.settings().vintage().toString();
        return IndentedJson.of(new TruthFile(program, vintage, config.settings().seed(), config.configuration(), truth))
                + "\n";
    }
}
