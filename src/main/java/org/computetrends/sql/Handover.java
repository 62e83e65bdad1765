package org.computetrends.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes results of tasks to a driver in the same process without serialization. Only the handover's number is sent
 * to tasks.
 *
 * @param number unique in this Java process
 */
record Handover(long number) implements Serializable {
    private static final AtomicLong LAST = new AtomicLong();
    private static final Map<Long, Map<Integer, Object>> RESULTS = new ConcurrentHashMap<>();

    /** Begins a handover. It must be ended. */
    static Handover begin() {
        Handover handover = new Handover(LAST.incrementAndGet());
        RESULTS.put(handover.number, new ConcurrentSkipListMap<>());
        return handover;
    }

    /** Stores the result of a partition, replacing that of an earlier attempt. */
    void put(int partition, Object result) {
        Map<Integer, Object> results = RESULTS.get(number);
        if (results != null) {
            results.put(partition, result);
        }
    }

    /** Ends the handover and returns the results in the order of partitions. */
    @SuppressWarnings("unchecked") // the caller knows the type of the results
    <F> List<F> end() {
        Map<Integer, Object> results = RESULTS.remove(number);
        return results == null ? List.of() : (List<F>) new ArrayList<>(results.values());
    }
}
