package org.computetrends.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.computetrends.domain.UserException;

/**
 * A request to remove a vintage from all tables except logs. Other vintages are not changed. {@link TableSink} and
 * {@link CatalogPublisher} say whether readers see the removal in one step.
 *
 * @param started the time of the request, by which a Parquet sink names the version without the vintage
 */
public record Retirement(Instant started, LocalDate vintage) {
    /**
     * The vintages of a sink without the retired one, in the given order.
     *
     * @throws UserException when the sink does not have the vintage, or has no other
     */
    List<PublishedVintage> remaining(String sink, List<PublishedVintage> publishedVintages) {
        List<PublishedVintage> remaining = publishedVintages.stream()
                .filter(published -> !published.vintage().equals(vintage))
                .toList();
        if (remaining.size() == publishedVintages.size()) {
            throw UserException.usage(
                    "no vintage " + vintage + " to retire: " + describeVintages(sink, publishedVintages));
        }
        if (remaining.isEmpty()) {
            throw UserException.usage("the vintage " + vintage + " is the only one in " + sink
                    + ": publish another vintage first, or delete the tables yourself");
        }
        return remaining;
    }

    /** A clause for messages that lists a sink's vintages by date. */
    static String describeVintages(String sink, List<PublishedVintage> publishedVintages) {
        String dates = publishedVintages.stream()
                .map(PublishedVintage::vintage)
                .sorted()
                .map(LocalDate::toString)
                .collect(Collectors.joining(", "));
        return sink + " has " + (dates.isEmpty() ? "none" : dates);
    }
}
