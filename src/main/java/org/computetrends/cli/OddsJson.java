package org.computetrends.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsAnswer;
import org.computetrends.domain.OddsQuestion;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.OddsScores;
import org.computetrends.job.IndentedJson;
import org.computetrends.job.OddsAnswers;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the command {@code odds} as JSON: the question, the probability to quote, each answer with the points
 * of the table from which it is interpolated, and the scores of past answers ({@code records}). The default method
 * comes first. Answers that older vintages would have given are included if requested.
 */
final class OddsJson {
    private OddsJson() {}

    static String of(OddsAnswers answers) {
        OddsQuestion question = answers.question();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("metric", question.metric());
        document.put("unit", answers.unit());
        document.put("scenario", question.scenario());
        document.put("threshold", question.threshold());
        document.put("by", question.by().toString());
        document.put("vintage", answers.vintage().toString());
        document.put("status", answers.leadingAnswer().odds().status().name());
        document.put("probability", answers.leadingAnswer().odds().probability());
        OddsAnswers.FirstRelease firstRelease = answers.firstRelease();
        document.put("first_release", firstRelease == null ? null : firstRelease.name());
        document.put(
                "first_release_on",
                firstRelease == null ? null : firstRelease.publishedOn().toString());
        document.put("answers", answers.answers().stream().map(OddsJson::answer).toList());
        document.put(
                "records",
                answers.aboutPublication(answers.vintage()).stream()
                        .map(answers::scoresOf)
                        .flatMap(Optional::stream)
                        .map(OddsJson::scores)
                        .toList());
        return IndentedJson.of(document);
    }

    private static Map<String, @Nullable Object> answer(OddsAnswer answer) {
        Odds odds = answer.odds();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("method", odds.key().method());
        object.put("event", odds.key().event().name().toLowerCase(Locale.ROOT));
        object.put("origin_vintage", odds.key().originVintage().toString());
        object.put("is_default", odds.isDefault());
        object.put("status", odds.status().name());
        object.put("paths_start", odds.start().toString());
        object.put("known_to", Objects.toString(odds.knownTo(), null));
        object.put("probability", odds.probability());
        object.put("monte_carlo_error", odds.monteCarloError());
        object.put("interpolated", answer.isInterpolated());
        object.put("points", answer.points().stream().map(OddsJson::point).toList());
        return object;
    }

    private static Map<String, @Nullable Object> point(Odds point) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("threshold", point.key().threshold());
        object.put("by", point.key().before().minusDays(1).toString());
        object.put("probability", point.probability());
        return object;
    }

    private static Map<String, @Nullable Object> scores(OddsScores scores) {
        OddsReliability allScores = scores.all();
        OddsReliability similar = scores.similar();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("method", allScores.key().method());
        object.put("lead_months", allScores.key().horizonMonths());
        object.put("n", allScores.questions());
        object.put("n_origins", allScores.origins());
        object.put("n_windows", allScores.windows());
        object.put("evidence", allScores.isEvidence());
        object.put("brier", allScores.brier());
        object.put("brier_benchmark", allScores.brierOfBenchmark());
        object.put("relative_brier", allScores.relativeBrier());
        object.put(
                "similar_probabilities", similar == null ? null : similar.key().probabilityRange());
        object.put("similar_n", similar == null ? null : similar.questions());
        object.put("similar_share_happened", similar == null ? null : similar.shareHappened());
        object.put("similar_n_windows", similar == null ? null : similar.windows());
        object.put("similar_evidence", similar == null ? null : similar.isEvidence());
        return object;
    }
}
