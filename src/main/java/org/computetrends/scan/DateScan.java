package org.computetrends.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.computetrends.sql.ExactSum;
import org.computetrends.sql.InternalRows;
import org.computetrends.table.JudgedRelease;

/**
 * The first scan: rows and values counted by their faults, releases by year, and for each metric and date the moments and
 * the largest values of its observations.
 */
final class DateScan implements InternalRows.Fold<DateScan> {
    private static final long serialVersionUID = 1L;

    /** Sums of a metric and date: observations, their values and the squares of these. */
    static final int COUNT = 0;

    static final int VALUE = 1;
    static final int SQUARE = 3;
    private static final int WIDTH = 5;

    /**
     * What the scan has to know.
     *
     * @param metrics how many metrics there are
     * @param frontierSize how many of a date's largest values are kept
     * @param firstDay the first day of the analysis, since 1970-01-01
     * @param endDay the day after its last
     * @param organizationsLimit organizations, and values of an attribute, that are told apart
     * @param attributes how many attributes are counted
     */
    record Plan(int metrics, int frontierSize, int firstDay, int endDay, int organizationsLimit, int attributes)
            implements Serializable {}

    private final Plan plan;
    private final long[] rowsByFault = new long[1 + JudgedRelease.ROW_FAULTS.size()];
    private final ValueFaults valueFaults = new ValueFaults();
    private final KeyedSums byYear;
    private final KeyedSums byDate = new KeyedSums(WIDTH);
    private final TopValues top;
    private final Organizations.Names organizations;
    private final List<AttributeCounts> attributes;
    private final boolean[] isObserved;
    private final int firstScanColumn;
    private long upperHashes;
    private long lowerHashes;
    private boolean isAnyFlagged;

    DateScan(Plan plan) {
        this.plan = plan;
        this.byYear = new KeyedSums(1 + plan.metrics());
        this.top = new TopValues(plan.frontierSize());
        this.organizations = new Organizations.Names(plan.organizationsLimit());
        this.attributes = Stream.generate(() -> new AttributeCounts(plan.metrics(), plan.organizationsLimit()))
                .limit(plan.attributes())
                .toList();
        this.isObserved = new boolean[plan.metrics()];
        this.firstScanColumn = ScanColumns.FIRST_METRIC + plan.metrics() + plan.attributes();
    }

    @Override
    public void add(UnsafeRow row) {
        long hash = InternalRows.hash(row);
        upperHashes += hash >>> 32;
        lowerHashes += hash & 0xFFFFFFFFL;
        int fault = row.getInt(ScanColumns.FAULT);
        rowsByFault[fault]++;
        if (fault != 0) {
            return;
        }
        valueFaults.add(row, firstScanColumn);
        addKept(row);
    }

    private void addKept(UnsafeRow row) {
        int day = row.getInt(ScanColumns.DAY);
        boolean isAnalysed = day >= plan.firstDay() && day < plan.endDay();
        boolean isRanked = !row.getBoolean(ScanColumns.IS_DERIVATIVE);
        int year = byYear.place(row.getInt(firstScanColumn + ScanColumns.RELEASE_YEAR), 0);
        int ofYear = byYear.at(year);
        long[] years = byYear.sums();
        years[ofYear]++;
        boolean isAny = false;
        for (int metric = 0; metric < isObserved.length; metric++) {
            int column = ScanColumns.FIRST_METRIC + metric;
            boolean isUsable = !row.isNullAt(column) && ScanColumns.isUsable(row.getDouble(column));
            isObserved[metric] = isUsable;
            if (isUsable) {
                years[ofYear + 1 + metric]++;
                isAny = true;
                if (isAnalysed) {
                    addValue(metric, day, row.getDouble(column), isRanked);
                }
            }
        }
        if (isAnalysed && isAny) {
            addLabels(row);
        }
    }

    private void addValue(int metric, int day, double value, boolean isRanked) {
        int place = byDate.place(metric, day);
        long[] sums = byDate.sums();
        int at = byDate.at(place);
        double log10 = Math.log10(value);
        sums[at + COUNT]++;
        KeyedSums.addFixed(sums, at + VALUE, ExactSum.OF_VALUES.fixed(log10));
        KeyedSums.addFixed(sums, at + SQUARE, ExactSum.OF_PRODUCTS.fixed(log10 * log10));
        if (isRanked) {
            top.add(place, value);
        }
    }

    private void addLabels(UnsafeRow row) {
        isAnyFlagged |= !row.isNullAt(ScanColumns.NOTABLE);
        if (!row.isNullAt(ScanColumns.ORGANIZATION)) {
            organizations.add(row.getUTF8String(ScanColumns.ORGANIZATION));
        }
        for (int i = 0; i < attributes.size(); i++) {
            int column = ScanColumns.FIRST_METRIC + isObserved.length + i;
            if (!row.isNullAt(column)) {
                attributes.get(i).add(row.getArray(column), isObserved);
            }
        }
    }

    @Override
    public DateScan merge(DateScan other) {
        Arrays.setAll(rowsByFault, i -> rowsByFault[i] + other.rowsByFault[i]);
        valueFaults.merge(other.valueFaults);
        byYear.merge(other.byYear);
        for (int from = 0; from < other.byDate.size(); from++) {
            int place = byDate.merge(other.byDate, from);
            for (double value : other.top.of(from)) {
                top.add(place, value);
            }
        }
        organizations.merge(other.organizations);
        IntStream.range(0, attributes.size()).forEach(i -> attributes.get(i).merge(other.attributes.get(i)));
        upperHashes += other.upperHashes;
        lowerHashes += other.lowerHashes;
        isAnyFlagged |= other.isAnyFlagged;
        return this;
    }

    /** Rows by fault: those kept first, then in the order of {@link JudgedRelease#ROW_FAULTS}. */
    long[] rowsByFault() {
        return rowsByFault.clone();
    }

    ValueFaults valueFaults() {
        return valueFaults;
    }

    /** By release year: releases, and then those with a value of each metric. */
    KeyedSums byYear() {
        return byYear;
    }

    /** By metric and day. */
    KeyedSums byDate() {
        return byDate;
    }

    /** The largest values that rank, by the places of {@link #byDate}. */
    TopValues top() {
        return top;
    }

    Organizations.Names organizations() {
        return organizations;
    }

    AttributeCounts attribute(int which) {
        return attributes.get(which);
    }

    /** Whether the source flags any release as notable, or as not. */
    boolean isAnyFlagged() {
        return isAnyFlagged;
    }

    /** A digest of all that was read, whatever the order of rows. */
    String digest() {
        return String.format(java.util.Locale.ROOT, "%016x%016x", upperHashes, lowerHashes);
    }
}
