package org.computetrends.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Filter;
import org.computetrends.domain.Scale;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.table.ObservationsTable;

/** The condition under which a labelled observation belongs to a trend. */
final class CohortConditions {
    private final PopulationSegmenter.Settings settings;
    private final boolean allNotable;

    CohortConditions(PopulationSegmenter.Settings settings, boolean allNotable) {
        this.settings = settings;
        this.allNotable = allNotable;
    }

    /** True or false for every observation, never null. */
    Column of(TrendSpecification trend, AttributeValues values) {
        String metric = trend.metric().id();
        Column condition = col(ObservationsTable.METRIC)
                .equalTo(metric)
                .and(PopulationSegmenter.isWithin(
                        col(ObservationsTable.PUBLISHED_ON),
                        trend.era().from(),
                        trend.era().to()))
                .and(rule(trend.cohort()));
        for (Filter filter : trend.cohort().filters()) {
            condition = condition.and(holds(filter, metric, values));
        }
        return coalesce(condition, lit(false));
    }

    private Column rule(Cohort cohort) {
        Column inPlay = PopulationSegmenter.isInPlay(settings.rules().outliers());
        return switch (cohort.rule()) {
            case ALL -> inPlay;
            case NOTABLE -> inPlay.and(allNotable ? lit(true) : col(ObservationColumns.NOTABLE));
            case FRONTIER -> frontier(cohort);
            case RECORD -> col(ObservationsTable.RECORD);
            case REGULAR_SCALE ->
                col(ObservationsTable.SCALE)
                        .equalTo(Scale.REGULAR.name())
                        .and(col(ObservationsTable.PUBLISHED_ON)
                                .geq(lit(settings.rules().regularScaleFrom())));
            case LARGE_SCALE -> col(ObservationsTable.SCALE).equalTo(Scale.LARGE.name());
        };
    }

    private Column frontier(Cohort cohort) {
        String rankedBy = cohort.rankedBy();
        if (rankedBy == null) {
            return col(ObservationsTable.FRONTIER_RANK).isNotNull();
        }
        return PopulationSegmenter.isInPlay(settings.rules().outliers())
                .and(col(ObservationColumns.DERIVATIVE).equalTo(false))
                .and(col(ObservationColumns.rankingValue(rankedBy)).geq(col(DateProfiles.rankingEntry(rankedBy))));
    }

    private static Column holds(Filter filter, String metric, AttributeValues values) {
        Column attribute = col(ObservationColumns.attributeValues(filter.attribute()));
        if (!filter.value().equals(Cohort.OTHER)) {
            return array_contains(attribute, filter.value());
        }
        // Literals, not SQL: an attribute's value is what a source says, whatever it looks like.
        Column[] common = values.common(filter.attribute(), metric).stream()
                .map(functions::lit)
                .toArray(Column[]::new);
        return size(array_except(attribute, array(common).cast("array<string>")))
                .gt(0);
    }
}
