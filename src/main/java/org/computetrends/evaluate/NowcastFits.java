package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Era;
import org.computetrends.domain.Nowcast;
import org.computetrends.domain.NowcastFit;
import org.computetrends.held.AnalysedReleases;
import org.computetrends.held.AnalysedReleases.Dated;
import org.computetrends.held.HeldRelease;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.Selection;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.LeftOut;
import org.computetrends.stats.StudentPrediction;
import org.jspecify.annotations.Nullable;

/** The regressions of a vintage by which compute is estimated: one for each era and set of features, made when first asked for. */
final class NowcastFits {
    private static final String NO_ERA = "none";

    /** The fewest releases of a domain, and not of it, for a column of its own. The number is ours: ten for a coefficient. */
    private static final int LEAST_OF_DOMAIN = 10;

    private final Nowcaster.Settings settings;
    private final Selection selection;
    private final Map<FoldedName, Double> index;
    private final Set<FoldedName> imputed;

    /** The bit of the index among features: those of metrics are below it. */
    private final int indexBit;

    private final List<Known> valued = new ArrayList<>();
    private final List<Known> unvalued = new ArrayList<>();
    private final AnalysedReleases analysed;
    private final Map<String, Map<Integer, Model>> models = new HashMap<>();

    /**
     * What is known of a release.
     *
     * @param values log10 of each metric's value, and the benchmark index; not a number where unknown
     * @param features which of them are known, a bit for each
     */
    private record Known(HeldRelease release, LocalDate date, String era, double[] values, int features) {
        String organization() {
            String organization = release.organization();
            return organization == null ? "release " + release.id() : organization;
        }
    }

    /**
     * A fit.
     *
     * @param releases those that it is of
     * @param features what its columns are, with
     * @param domains those that have a column
     */
    private record Model(NowcastFit fit, List<Known> releases, int features, List<String> domains) {
        private double error() {
            return Objects.requireNonNull(fit.regression()).leftOut().rootMeanSquare();
        }

        /** The mean left-out error of some of its releases; not a number where there is none. */
        private double error(Set<String> some) {
            ClusteredRegression regression = fit.regression();
            return regression == null
                    ? Double.NaN
                    : IntStream.range(0, releases.size())
                            .filter(i -> some.contains(releases.get(i).release().id()))
                            .mapToDouble(regression::leftOutError)
                            .average()
                            .orElse(Double.NaN);
        }
    }

    NowcastFits(Nowcaster nowcaster, HeldVintage vintage, Map<FoldedName, Double> index) {
        this.settings = nowcaster.settings();
        this.selection = nowcaster.selection();
        this.index = index;
        this.indexBit = 1 << settings.metrics().size();
        this.imputed = settings.imputed().stream().map(FoldedName::of).collect(Collectors.toSet());
        this.analysed = vintage.selector().analysed(selection);
        Set<String> inPlay = ids(Cohort.all());
        for (Dated dated : analysed.releases()) {
            if (inPlay.contains(dated.release().id())) {
                valued.add(known(dated));
            } else if (Double.isNaN(dated.release().value(settings.compute()))) {
                unvalued.add(known(dated));
            }
        }
    }

    private Set<String> ids(Cohort cohort) {
        return Set.copyOf(
                analysed.select(settings.compute(), cohort, Era.ALL_TIME).releases());
    }

    private Known known(Dated dated) {
        HeldRelease release = dated.release();
        double[] values = Stream.concat(
                        settings.metrics().stream().map(metric -> StrictMath.log10(release.value(metric))),
                        Stream.of(
                                index.isEmpty()
                                        ? Double.NaN
                                        : index.getOrDefault(FoldedName.of(release.name()), Double.NaN)))
                .mapToDouble(value -> value)
                .toArray();
        LocalDate date = LocalDate.ofEpochDay(dated.epochDay());
        return new Known(
                release,
                date,
                Objects.requireNonNullElse(Era.idAt(settings.eras(), date), NO_ERA),
                values,
                IntStream.range(0, values.length)
                        .map(i -> Double.isNaN(values[i]) ? 0 : 1 << i)
                        .sum());
    }

    /**
     * Every fit for which some release is known, by era and set of features.
     *
     * @param later how estimates by it fared
     */
    List<NowcastFit.Score> scores(Function<NowcastFit, LeftOut> later) {
        Set<String> frontier = ids(Cohort.frontier());
        return valued.stream()
                .map(Known::era)
                .distinct()
                .sorted()
                .flatMap(era -> IntStream.range(0, 2 * indexBit).mapToObj(features -> model(era, features)))
                .filter(model -> !model.releases().isEmpty())
                .map(model -> new NowcastFit.Score(model.fit(), model.error(frontier), later.apply(model.fit())))
                .toList();
    }

    /**
     * Estimates for releases without compute, in order of date; for each that the index has a second, which looks ahead.
     *
     * @param ids of which releases
     */
    List<Nowcast> nowcasts(Predicate<String> ids) {
        List<Nowcast> nowcasts = new ArrayList<>();
        for (Known release : unvalued) {
            if (ids.test(release.release().id())) {
                nowcasts.add(nowcast(release, release.features() & ~indexBit));
                if ((release.features() & indexBit) != 0) {
                    nowcasts.add(nowcast(release, release.features()));
                }
            }
        }
        return nowcasts;
    }

    private Nowcast nowcast(Known release, int features) {
        Model best = best(release.era(), features);
        return new Nowcast(
                release.release().id(),
                release.release().name(),
                release.date(),
                settings.compute(),
                (features & indexBit) != 0,
                best.fit(),
                estimate(best, release));
    }

    private Nowcast.@Nullable Estimate estimate(Model model, Known release) {
        ClusteredRegression regression = model.fit().regression();
        if (regression == null) {
            return null;
        }
        StudentPrediction prediction = regression.prediction(row(release, model.features(), model.domains()));
        return new Nowcast.Estimate(prediction.location(), prediction.central(0.8), prediction.central(0.95));
    }

    /** That of the most of some features, and of several the one that predicts best; that of them all where none is fitted. */
    private Model best(String era, int features) {
        for (int size = Integer.bitCount(features); size >= 0; size--) {
            int wanted = size;
            Optional<Model> best = IntStream.rangeClosed(0, features)
                    .filter(some -> (some & ~features) == 0
                            && (some & indexBit) == (features & indexBit)
                            && Integer.bitCount(some) == wanted)
                    .mapToObj(some -> model(era, some))
                    .filter(model -> model.fit().regression() != null)
                    .min(Comparator.comparingDouble(Model::error));
            if (best.isPresent()) {
                return best.get();
            }
        }
        return model(era, features);
    }

    private Model model(String era, int features) {
        Map<Integer, Model> ofEra = models.computeIfAbsent(era, id -> new HashMap<>());
        // Not computeIfAbsent: it would be asked for within itself.
        Model made = ofEra.get(features);
        if (made == null) {
            made = fitted(era, features);
            ofEra.put(features, made);
        }
        return made;
    }

    private Model fitted(String era, int features) {
        boolean isLookAhead = (features & indexBit) != 0;
        List<Known> releases = valued.stream()
                .filter(each -> each.era().equals(era)
                        && (each.features() & features) == features
                        && !(isLookAhead
                                && imputed.contains(FoldedName.of(each.release().name()))))
                .toList();
        List<String> domains = domains(releases);
        Optional<ClusteredRegression> regression = regression(releases, features, domains);
        while (regression.isEmpty() && !domains.isEmpty()) {
            domains = domains.subList(0, domains.size() - 1);
            regression = regression(releases, features, domains);
        }
        ClusteredRegression fit = regression.orElse(null);
        return new Model(
                new NowcastFit(
                        era,
                        String.join("+", names(features, List.of("date", "domain"), "%s", List.of())),
                        isLookAhead,
                        fit == null ? List.of() : names(features, List.of("years"), "log10 %s", domains),
                        releases.size(),
                        (int) releases.stream()
                                .map(Known::organization)
                                .distinct()
                                .count(),
                        fit),
                releases,
                features,
                domains);
    }

    private List<String> names(int features, List<String> first, String form, List<String> domains) {
        List<String> names = new ArrayList<>(first);
        for (int i = 0; i < settings.metrics().size(); i++) {
            if ((features & 1 << i) != 0) {
                names.add(form.formatted(settings.metrics().get(i)));
            }
        }
        if ((features & indexBit) != 0) {
            names.add("benchmark_index");
        }
        domains.forEach(domain -> names.add("domain " + domain));
        return names;
    }

    /** Domains that ten releases have, and ten have not, the commonest first. */
    private List<String> domains(List<Known> releases) {
        Map<String, Long> counts = releases.stream()
                .flatMap(
                        each -> each.release().values(Attribute.DOMAIN).stream().distinct())
                .collect(Collectors.groupingBy(domain -> domain, Collectors.counting()));
        return counts.keySet().stream()
                .filter(domain -> counts.get(domain) >= LEAST_OF_DOMAIN
                        && releases.size() - counts.get(domain) >= LEAST_OF_DOMAIN)
                .sorted(Comparator.<String>comparingLong(domain -> -counts.getOrDefault(domain, 0L))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Optional<ClusteredRegression> regression(List<Known> releases, int features, List<String> domains) {
        return releases.size() < NowcastFit.LEAST
                ? Optional.empty()
                : ClusteredRegression.fit(
                        releases.stream()
                                .map(each -> row(each, features, domains))
                                .toArray(double[][]::new),
                        releases.stream()
                                .mapToDouble(
                                        each -> StrictMath.log10(each.release().value(settings.compute())))
                                .toArray(),
                        releases.stream().map(Known::organization).toList());
    }

    private double[] row(Known release, int features, List<String> domains) {
        double years = selection.rules().timeScale().yearsSince2000(release.date());
        List<Double> row = new ArrayList<>(List.of(1.0, years));
        for (int i = 0; i < release.values().length; i++) {
            if ((features & 1 << i) != 0) {
                row.add(release.values()[i]);
            }
        }
        List<String> own = release.release().values(Attribute.DOMAIN);
        domains.forEach(domain -> row.add(own.contains(domain) ? 1.0 : 0.0));
        return row.stream().mapToDouble(value -> value).toArray();
    }
}
