package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named span of dates, half-open: {@code from <= date < to}.
 *
 * @param id its name in tables, such as {@code deep-learning}
 * @param from the first day, or null for no bound
 * @param to the day after the last day, or null for no bound
 */
public record Era(
        String id, @Nullable LocalDate from, @Nullable LocalDate to) implements Serializable {

    /** The span of all dates. */
    public static final Era ALL_TIME = new Era("all-time", null, null);

    public Era {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "an era must begin before it ends, but " + id + " is from " + from + " to " + to);
        }
    }

    /** The dates common to this era and another; empty if there are none. */
    public Optional<Era> intersection(Era other) {
        LocalDate start = from == null || (other.from != null && from.isBefore(other.from)) ? other.from : from;
        LocalDate end = to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to;
        return start != null && end != null && !start.isBefore(end)
                ? Optional.empty()
                : Optional.of(new Era(id + "-and-" + other.id, start, end));
    }

    /**
     * This era, where a bound that is {@code date} becomes {@code newDate}.
     *
     * @throws IllegalArgumentException if the era would end before it begins
     */
    public Era withBoundMoved(LocalDate date, LocalDate newDate) {
        return new Era(id, date.equals(from) ? newDate : from, date.equals(to) ? newDate : to);
    }

    public boolean hasDatesOf(Era other) {
        return Objects.equals(from, other.from) && Objects.equals(to, other.to);
    }

    /** The id of the era that contains a date: of several such eras, the last in the list; null if there is none. */
    public static @Nullable String idAt(List<Era> scheme, LocalDate date) {
        String id = null;
        for (Era era : scheme) {
            id = era.contains(date) ? era.id : id;
        }
        return id;
    }

    public boolean contains(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || date.isBefore(to));
    }
}
