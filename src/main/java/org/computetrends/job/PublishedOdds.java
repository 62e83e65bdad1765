package org.computetrends.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsAnswer;
import org.computetrends.domain.OddsQuestion;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.OddsSurface;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.domain.UserException;
import org.computetrends.publish.PublishedFolder;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.publish.RowCondition;
import org.computetrends.report.Provenance;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ObservationsTable;
import org.computetrends.table.OddsTables;
import org.computetrends.table.ReleasesTable;
import org.jspecify.annotations.Nullable;

/** Answers questions of odds from the tables of a published vintage, without Spark. */
public final class PublishedOdds {
    // To read fewer rows, first only those are read whose threshold and date are this near to the question's. If they
    // do not surround the question, all are read.
    private static final double NEAR_FACTOR = 3;
    private static final int NEAR_DAYS = 62;

    private final PublishedFolder folder;
    private final LocalDate vintage;
    private final PublishedTableReader reader;

    /**
     * @param vintage the vintage to use; null for the newest
     * @throws UserException when the vintage is not published
     */
    public PublishedOdds(PublishedFolder folder, @Nullable LocalDate vintage) {
        this.folder = folder;
        this.vintage = folder.vintageToRead(vintage);
        this.reader = folder.reader(this.vintage);
    }

    /**
     * Answers a question.
     *
     * @param withOlderOrigins whether to include the answers of older origin vintages
     * @throws UserException when there are no odds, or no odds of the question's metric, scenario, threshold or date
     */
    public OddsAnswers answers(OddsQuestion question, boolean withOlderOrigins) {
        List<RowCondition> allPoints = new ArrayList<>(List.of(
                RowCondition.equalTo("metric", question.metric()),
                RowCondition.equalTo("scenario", question.scenario())));
        if (!withOlderOrigins) {
            allPoints.add(RowCondition.between("origin_vintage", vintage, vintage));
        }
        List<RowCondition> nearPoints = new ArrayList<>(allPoints);
        nearPoints.add(RowCondition.between(
                "threshold", question.threshold() / NEAR_FACTOR, question.threshold() * NEAR_FACTOR));
        nearPoints.add(RowCondition.between(
                "before",
                question.before().minusDays(NEAR_DAYS),
                question.before().plusDays(NEAR_DAYS)));
        List<OddsAnswer> answers = answers(question, surfaces(nearPoints));
        if (!isAnswered(answers)) {
            List<OddsSurface> surfaces = surfaces(allPoints);
            answers = answers(question, surfaces);
            if (!isAnswered(answers)) {
                throw unanswered(question, surfaces);
            }
        }
        // If a neighbouring point is observed, the question's threshold may be reached too. The observations decide.
        Optional<OddsAnswers.FirstRelease> firstRelease =
                answers.stream().anyMatch(this::mayBeObserved) ? firstRelease(question) : Optional.empty();
        Optional<Provenance> provenance = folder.manifest(vintage).map(Manifest::provenance);
        return new OddsAnswers(
                question,
                vintage,
                provenance.map(manifest -> manifest.unit(question.metric())).orElse(null),
                answers.stream()
                        .map(answer -> firstRelease.isPresent() && isOfVintage(answer) ? answer.asObserved() : answer)
                        .toList(),
                scores(question.metric()),
                id -> provenance.map(manifest -> manifest.methodName(id)).orElse(id),
                provenance.map(Provenance::benchmarkName).orElse("another method"),
                firstRelease.orElse(null));
    }

    /** The answers of the surfaces with points around the question. */
    private static List<OddsAnswer> answers(OddsQuestion question, List<OddsSurface> surfaces) {
        return surfaces.stream()
                .flatMap(surface -> surface.answer(question.threshold(), question.before()).stream())
                .toList();
    }

    private List<OddsSurface> surfaces(List<RowCondition> conditions) {
        return OddsSurface.of(reader.rows(OddsTables.ODDS.table(), conditions).stream()
                .map(PublishedOdds::odds)
                .toList());
    }

    private static Odds odds(PublishedRow row) {
        return new Odds(
                new Odds.Key(
                        row.requireText("metric"),
                        Odds.Event.valueOf(row.requireText("event").toUpperCase(Locale.ROOT)),
                        row.requireText("scenario"),
                        row.requireText("method"),
                        row.requireDate("origin_vintage"),
                        row.requireNumber("threshold"),
                        row.requireDate("before")),
                row.isTrue("is_default"),
                Odds.Status.valueOf(row.requireText("status")),
                row.requireDate("paths_start"),
                row.date("known_to"),
                row.number("probability"),
                row.number("monte_carlo_error"));
    }

    /** Whether an answer's origin is the vintage used, and not an older one. */
    private boolean isOfVintage(OddsAnswer answer) {
        return answer.odds().key().originVintage().equals(vintage);
    }

    private boolean isAnswered(List<OddsAnswer> answers) {
        return answers.stream()
                .anyMatch(answer -> isOfVintage(answer) && answer.odds().key().event() == Odds.Event.PUBLISHED);
    }

    /** Whether the answer's origin is the vintage used, and a point from which it is interpolated was observed. */
    private boolean mayBeObserved(OddsAnswer answer) {
        return isOfVintage(answer)
                && answer.points().stream().anyMatch(point -> point.status() == Odds.Status.OBSERVED);
    }

    /**
     * The first release at or above the threshold; empty if there is none, or if observations are not published. Only
     * records are searched, because the first release at or above a threshold was a record of its time.
     */
    private Optional<OddsAnswers.FirstRelease> firstRelease(OddsQuestion question) {
        return reader
                .rows(
                        ObservationsTable.OBSERVATIONS,
                        List.of(
                                RowCondition.equalTo(ObservationsTable.METRIC, question.metric()),
                                RowCondition.between(ObservationsTable.VALUE, question.threshold(), Double.MAX_VALUE)))
                .stream()
                .filter(row -> row.isTrue(ObservationsTable.RECORD))
                .min(Comparator.comparing(row -> row.requireDate(ObservationsTable.PUBLISHED_ON)))
                .map(row -> new OddsAnswers.FirstRelease(
                        releaseName(row.requireText(ObservationsTable.RELEASE_ID)),
                        row.requireDate(ObservationsTable.PUBLISHED_ON)));
    }

    private String releaseName(String releaseId) {
        return reader
                .rows(ReleasesTable.of(List.of()), List.of(RowCondition.equalTo(ReleasesTable.RELEASE_ID, releaseId)))
                .stream()
                .map(row -> row.requireText(CanonicalRelease.MODEL))
                .findFirst()
                .orElse(releaseId);
    }

    private List<OddsReliability> scores(String metric) {
        return reader
                .rows(OddsTables.ODDS_BACKTEST_SUMMARY.table(), List.of(RowCondition.equalTo("metric", metric)))
                .stream()
                .map(row -> new OddsReliability(
                        new OddsReliability.Key(
                                row.requireText("metric"),
                                row.requireText("method"),
                                (int) row.requireNumber("lead_months"),
                                row.requireText("probabilities")),
                        (long) row.requireNumber("n"),
                        (long) row.requireNumber("n_origins"),
                        (long) row.requireNumber("n_windows"),
                        row.number("mean_probability"),
                        row.number("share_happened"),
                        row.number("brier"),
                        row.number("brier_benchmark")))
                .toList();
    }

    /** The error that explains why no surface answers a question. */
    private UserException unanswered(OddsQuestion question, List<OddsSurface> surfaces) {
        return surfaces.stream()
                .filter(surface -> surface.originVintage().equals(vintage))
                .max(Comparator.comparingInt(OddsSurface::size))
                .map(surface -> outsideSurface(question, surface))
                .orElseGet(() -> unknownQuestion(question));
    }

    private UserException outsideSurface(OddsQuestion question, OddsSurface surface) {
        if (question.threshold() < surface.lowestThreshold() || question.threshold() > surface.highestThreshold()) {
            return UserException.usage("--threshold is " + ScientificNotation.of(question.threshold())
                    + ": the odds of vintage " + vintage + " are of thresholds from "
                    + ScientificNotation.of(surface.lowestThreshold()) + " to "
                    + ScientificNotation.of(surface.highestThreshold()));
        }
        // Odds are for releases before a date, --by names the last day that counts.
        return UserException.usage("--by is " + question.by() + ": the odds of vintage " + vintage
                + " are of dates from " + surface.earliestDate().minusDays(1) + " to "
                + surface.latestDate().minusDays(1));
    }

    private UserException unknownQuestion(OddsQuestion question) {
        List<PublishedRow> rows = reader.rows(OddsTables.ODDS.table(), List.of());
        if (rows.isEmpty()) {
            return UserException.input("the tables of vintage " + vintage + " have no odds: an older version published"
                    + " them, or publishing.tables lacks odds; 'compute-trends run' publishes them again");
        }
        Collection<String> metrics = knownValues(rows, "metric");
        return metrics.contains(question.metric())
                ? unknownValue("--scenario", question.scenario(), knownValues(rows, "scenario"))
                : unknownValue("--metric", question.metric(), metrics);
    }

    private static Collection<String> knownValues(List<PublishedRow> rows, String column) {
        return rows.stream().map(row -> row.requireText(column)).collect(Collectors.toCollection(TreeSet::new));
    }

    private UserException unknownValue(String option, String value, Collection<String> knownValues) {
        return UserException.usage(option + " is " + value + ": the odds of vintage " + vintage + " are of "
                + String.join(", ", knownValues) + NearMiss.question(value, knownValues));
    }
}
