package org.computetrends.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.computetrends.domain.UserException;

/**
 * The removal of a vintage: all its rows of all tables but logs vanish together, and other vintages stand.
 *
 * @param started when it started
 * @param vintage the vintage
 */
public record Retirement(Instant started, LocalDate vintage) {

    /**
     * Of the vintages of a sink, those that remain, in their order.
     *
     * @throws UserException when the sink does not have the vintage, or has no other: readers need something to read
     */
    List<StandingVintage> remaining(String sink, List<StandingVintage> standing) {
        List<StandingVintage> others = standing.stream()
                .filter(each -> !each.vintage().equals(vintage))
                .toList();
        if (others.size() == standing.size()) {
            throw UserException.usage("no vintage " + vintage + " to retire: " + described(sink, standing));
        }
        if (others.isEmpty()) {
            throw UserException.usage("the vintage " + vintage + " is the only one in " + sink
                    + ": publish another before it is retired, or remove all of it yourself");
        }
        return others;
    }

    static String described(String sink, List<StandingVintage> standing) {
        return sink + " has "
                + (standing.isEmpty()
                        ? "none"
                        : standing.stream()
                                .map(StandingVintage::vintage)
                                .sorted()
                                .map(java.time.LocalDate::toString)
                                .collect(Collectors.joining(", ")));
    }
}
