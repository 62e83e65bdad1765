package org.computetrends.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.computetrends.stats.ParallelTasks;

/**
 * The vintages of a dataset that a run has in memory: earlier and later vintages, and the run's own unless it has too
 * many releases or no table needs it.
 */
public final class LoadedVintages {
    private final LocalDate analysedDate;
    private final Optional<LoadedVintage> ownOrFrontiers;
    private final List<LoadedVintage> otherVintages;
    private final TreeMap<LocalDate, LoadedVintage> byDate = new TreeMap<>();

    /**
     * @param analysed the date of the run's own vintage
     * @param own the run's own vintage, or of a large one the releases on frontiers; empty if not in memory
     * @param others other vintages, in order of date
     */
    public LoadedVintages(LocalDate analysed, Optional<LoadedVintage> own, List<LoadedVintage> others) {
        this.analysedDate = analysed;
        this.ownOrFrontiers = own;
        this.otherVintages = List.copyOf(others);
        otherVintages.forEach(vintage -> byDate.put(vintage.date(), vintage));
        own.ifPresent(vintage -> byDate.put(vintage.date(), vintage));
    }

    public LocalDate analysed() {
        return analysedDate;
    }

    /** The run's own vintage, if all of it is in memory. */
    public Optional<LoadedVintage> own() {
        return ownOrFrontiers.filter(LoadedVintage::isComplete);
    }

    /**
     * The run's own vintage, or only its releases on frontiers; empty if neither is in memory. See {@link
     * LoadedVintage#has}.
     */
    public Optional<LoadedVintage> ranked() {
        return ownOrFrontiers;
    }

    /** The vintages in memory before the run's own, in order of date. */
    public List<LoadedVintage> earlier() {
        return List.copyOf(byDate.headMap(analysedDate).values());
    }

    /** A digest of every vintage in memory except the run's own, one per line. */
    public String digestOfOthers() {
        return String.join("\n", ParallelTasks.map(otherVintages, LoadedVintage::digest));
    }

    /** The date of the newest vintage in memory, which must contain at least one. */
    public LocalDate newest() {
        return byDate.lastKey();
    }

    /** The date of the newest vintage in memory at or before a date; empty if there is none. */
    public Optional<LocalDate> atOrBefore(LocalDate date) {
        return Optional.ofNullable(byDate.floorKey(date));
    }

    /** The vintages in memory up to the run's own, in order of date. */
    public List<LoadedVintage> upToAnalysed() {
        return List.copyOf(byDate.headMap(analysedDate, true).values());
    }

    /**
     * The releases of a vintage in memory, in the order of their ids, including those without a value of any metric.
     */
    public List<AnalysedRelease> releases(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).releases();
    }

    /** Selects populations from a vintage in memory. */
    public PopulationSelector selector(LocalDate vintage) {
        return Objects.requireNonNull(byDate.get(vintage), vintage::toString).selector();
    }
}
