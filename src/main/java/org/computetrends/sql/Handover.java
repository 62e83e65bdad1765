package org.computetrends.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands what tasks made over to a driver in the same process, as it is: nothing is written out and read again. Sent to
 * tasks, a handover is no more than its number.
 *
 * @param number its own, unique in this Java process
 */
record Handover(long number) implements Serializable {
    private static final AtomicLong LAST = new AtomicLong();
    private static final Map<Long, Map<Integer, Object>> RESULTS = new ConcurrentHashMap<>();

    /** Begins a handover, which has to be ended. */
    static Handover begin() {
        Handover handover = new Handover(LAST.incrementAndGet());
        RESULTS.put(handover.number, new ConcurrentSkipListMap<>());
        return handover;
    }

    /** Hands over the result of a partition; that of an attempt before it is forgotten. */
    void put(int partition, Object result) {
        Map<Integer, Object> results = RESULTS.get(number);
        if (results != null) {
            results.put(partition, result);
        }
    }

    /** Ends the handover: the results, in the order of partitions. */
    @SuppressWarnings("unchecked") // whoever begins a handover knows what is handed over
    <F> List<F> end() {
        Map<Integer, Object> results = RESULTS.remove(number);
        return results == null ? List.of() : (List<F>) new ArrayList<>(results.values());
    }
}
