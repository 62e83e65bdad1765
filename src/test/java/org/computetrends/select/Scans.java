package org.computetrends.select;

import static org.computetrends.TestDefaults.ERA_START;
import static org.computetrends.TestDefaults.RULES;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestReleases;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.CurationRules;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.Vintage;
import org.computetrends.population.FrontierSelections;
import org.computetrends.sql.ColumnBatches;
import org.computetrends.sql.RowMarks;

/** Both scans, as a run makes them, of two metrics and a frontier of four. */
final class Scans {
    static final LocalDate VINTAGE = LocalDate.of(2024, 6, 1);
    static final Metric COMPUTE = new Metric("training_compute", "Training compute", "FLOP", "training_compute_flop");
    static final Metric COST = new Metric("training_cost", "Training cost", "USD", "training_cost_usd");
    static final int FRONTIER_SIZE = 4;
    static final Era OLD = new Era("old", null, ERA_START);
    static final Era NEW = new Era("new", ERA_START, null);
    static final List<String> COHORTS = List.of(
            "all",
            "notable",
            "frontier",
            "record",
            "regular-scale",
            "large-scale",
            "domain=vision",
            "frontier;domain!=vision,games",
            "large-scale;domain=games,vision",
            "domain!=language;confidence=likely",
            "domain=other",
            "notable;domain=*");

    private static final ObjectMapper FIELDS = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    List<Metric> metrics = List.of(COMPUTE, COST);
    long observationsLimit = 1_000;
    int organizationsLimit = 100;
    int rejectsLimit = 1_000;
    Vintage vintage = Vintage.unrecorded(VINTAGE);
    OutlierRule outliers = OutlierRule.KEEP;
    RowMarks marks = RowMarks.NONE;

    ScannedDates dates(Dataset<Row> releases, List<TrendSpecification> trends) {
        return scanner(trends).scanDates(placed(releases), vintage, FrontierSelections.NONE, 0);
    }

    /** Rows of the rejects table. */
    List<Row> rejects(Dataset<Row> releases, List<TrendSpecification> trends) {
        return dates(releases, trends).rejects(releases.sparkSession()).collectAsList();
    }

    ScannedPopulations scan(Dataset<Row> releases, List<TrendSpecification> trends) {
        return scanner(trends).scanPopulations(placed(releases), vintage, dates(releases, trends));
    }

    /** Whether the first scan reads the columns of files directly. */
    boolean areReadFromFiles(Dataset<Row> releases, List<TrendSpecification> trends) {
        return ColumnBatches.areReadFromFiles(ReleaseColumns.ofFirstScan(
                        settings(trends).attributes(),
                        Set.of(),
                        MetricSources.of(releases.sparkSession(), metrics),
                        RowMarks.NONE)
                .selectFrom(placed(releases)));
    }

    static Dataset<Row> placed(Dataset<Row> releases) {
        return TestReleases.placed(releases);
    }

    static CurationRules curation() {
        return new CurationRules(
                LocalDate.of(1940, 1, 1),
                Set.of(Confidence.WRONG),
                true,
                new Blanks(Set.of("nan", "N/A"), Set.of("NA")));
    }

    ReleaseScanner scanner(List<TrendSpecification> trends) {
        return new ReleaseScanner(settings(trends), marks);
    }

    private ReleaseScanner.Settings settings(List<TrendSpecification> trends) {
        PopulationRules rules = RULES.with(draft -> {
            draft.outliers = outliers;
            draft.frontierSize = FRONTIER_SIZE;
            draft.commonValueMinimum = 60;
        });
        return new ReleaseScanner.Settings(
                curation(), rules, metrics, trends, observationsLimit, organizationsLimit, rejectsLimit);
    }

    /** All fields, since records with arrays are equal only to themselves. AssertJ's recursive comparison takes seconds. */
    static JsonNode fields(Object value) {
        return FIELDS.valueToTree(value);
    }

    static List<TrendSpecification> trends(List<String> cohorts, List<Era> eras) {
        List<TrendSpecification> trends = new ArrayList<>();
        for (String cohort : cohorts) {
            for (Era era : eras) {
                trends.add(new TrendSpecification(COMPUTE, Cohort.parse(cohort), era, GrowthModel.EXPONENTIAL));
            }
        }
        return trends;
    }
}
