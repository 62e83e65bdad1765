package org.computetrends.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.computetrends.domain.UserException;

/** The removal of a vintage from all tables except logs, in one step. Other vintages are not changed. */
public record Retirement(Instant started, LocalDate vintage) {
    /**
     * The remaining vintages of a sink, in order.
     *
     * @throws UserException when the sink does not have the vintage, or has no other
     */
    List<PublishedVintage> remaining(String sink, List<PublishedVintage> publishedVintages) {
        List<PublishedVintage> remaining = publishedVintages.stream()
                .filter(each -> !each.vintage().equals(vintage))
                .toList();
        if (remaining.size() == publishedVintages.size()) {
            throw UserException.usage("no vintage " + vintage + " to retire: " + described(sink, publishedVintages));
        }
        if (remaining.isEmpty()) {
            throw UserException.usage("the vintage " + vintage + " is the only one in " + sink
                    + ": publish another before it is retired, or remove all of it yourself");
        }
        return remaining;
    }

    static String described(String sink, List<PublishedVintage> publishedVintages) {
        return sink + " has "
                + (publishedVintages.isEmpty()
                        ? "none"
                        : publishedVintages.stream()
                                .map(PublishedVintage::vintage)
                                .sorted()
                                .map(LocalDate::toString)
                                .collect(Collectors.joining(", ")));
    }
}
