package org.computetrends.select;

import java.util.List;
import java.util.Set;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;

/**
 * Finds the values of attributes that are common enough for a cohort of their own, from the counts of the first scan.
 *
 * @param settings the trends, with the cohorts asked for
 * @param scan the result of the first scan
 */
record CommonValues(ReleaseScanner.Settings settings, DateScan scan) {

    /**
     * The trends without wildcards. A cohort such as {@code domain=*} is replaced by one cohort for each common value and one
     * for all other values.
     */
    List<TrendSpecification> writtenOut() {
        return settings.trends().stream()
                .flatMap(trend -> trend.writtenOut(attribute ->
                        common(attribute, settings.metric(trend.metric().id()))))
                .distinct()
                .toList();
    }

    /**
     * The common values of an attribute, in lower case.
     *
     * @param metric the index of the metric whose observations are counted
     * @throws UserException if the attribute has more values than are counted
     */
    Set<String> common(Attribute attribute, int metric) {
        AttributeCounts counts = scan.attribute(settings.attributes().indexOf(attribute));
        if (counts.isOver()) {
            throw UserException.usage("trends have a cohort for each " + attribute.id()
                    + ", or for those that are uncommon, but there are more than scale.driver-megabytes has room for, "
                    + settings.organizationsLimit()
                    + ": name the values, such as " + attribute.id() + "=...");
        }
        return counts.common(metric, settings.rules().commonValueMinimum());
    }
}
