package org.computetrends.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;

/**
 * The attribute values that are common enough to have their own cohort.
 *
 * @param settings the trends, with the cohorts asked for
 * @param scan the counts of the first scan
 */
record CommonValues(ReleaseScanner.Settings settings, DateScan scan) {

    /** Every trend; a cohort for each value is replaced by one cohort per common value. */
    List<TrendSpecification> writtenOut() {
        List<TrendSpecification> result = new ArrayList<>();
        for (TrendSpecification trend : settings.trends()) {
            int metric = settings.metric(trend.metric().id());
            for (Cohort cohort : trend.cohort().writtenOut(attribute -> common(attribute, metric))) {
                result.add(new TrendSpecification(trend.metric(), cohort, trend.era(), trend.growthModel()));
            }
        }
        return result.stream().distinct().toList();
    }

    /**
     * The common values of an attribute.
     *
     * @throws UserException when there are more values than are counted
     */
    Set<String> common(Attribute attribute, int metric) {
        AttributeCounts counts = scan.attribute(settings.attributes().indexOf(attribute));
        if (counts.isOver()) {
            throw UserException.usage("trends have cohorts for each " + attribute.id()
                    + ", but there are more than scale.driver-megabytes has room for, "
                    + settings.organizationsLimit()
                    + ": name the values, such as " + attribute.id() + "=...");
        }
        return counts.common(metric, settings.rules().commonValueMinimum());
    }
}
