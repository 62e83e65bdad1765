package org.computetrends.job;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsAnswer;
import org.computetrends.domain.OddsQuestion;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.OddsScores;
import org.jspecify.annotations.Nullable;

/**
 * The answers of published tables to a question of odds, for the command {@code odds}.
 *
 * @param vintage the vintage whose tables answer
 * @param unit the metric's unit; null if the manifest lacks it
 * @param answers one for each method, event and origin vintage. From its origin vintage an answer is forecast. At least
 *     one is about publication, with {@code vintage} as origin
 * @param scores how past answers of this metric performed, by method and months ahead
 * @param methodNames returns a method's name, given its id
 * @param benchmark the name of the method with which others are compared
 * @param firstRelease the first release at or above the threshold; null if none is known
 */
public record OddsAnswers(
        OddsQuestion question,
        LocalDate vintage,
        @Nullable String unit,
        List<OddsAnswer> answers,
        List<OddsReliability> scores,
        UnaryOperator<String> methodNames,
        String benchmark,
        @Nullable FirstRelease firstRelease) {
    private static final Comparator<OddsAnswer> DEFAULT_FIRST = Comparator.comparing(
                    (OddsAnswer answer) -> answer.odds().isDefault())
            .reversed()
            .thenComparing(answer -> answer.odds().key().method());

    public OddsAnswers {
        answers = answers.stream().sorted(DEFAULT_FIRST).toList();
        scores = List.copyOf(scores);
    }

    public record FirstRelease(String name, LocalDate publishedOn) {}

    public String methodName(OddsAnswer answer) {
        return methodNames.apply(answer.odds().key().method());
    }

    /** Whether the event was observed, so that the answer is not a forecast. */
    public boolean isObserved() {
        return leadingAnswer().odds().status() == Odds.Status.OBSERVED;
    }

    /** The answer to quote: of the default method, or of the first method by id if the default method has no answer. */
    public OddsAnswer leadingAnswer() {
        return aboutPublication(vintage).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no answer of " + vintage + " to " + question));
    }

    /**
     * Which probability to quote and why, and how good such answers have been, in the words of the page's {@code
     * odds.js}. Call this only if {@link #leadingAnswer} is a forecast.
     */
    public String advice() {
        OddsAnswer leading = leadingAnswer();
        return "Quote " + leading.odds().writtenProbability() + ", by " + methodName(leading)
                + (leading.odds().isDefault() ? ", the default" : "") + startNote(leading.odds())
                + " "
                + scoresOf(leading)
                        .map(pastScores -> pastScores.brierSentence(benchmark))
                        .orElse("No past answer so far ahead can be scored yet.");
    }

    /**
     * Where the sample paths start, if before the vintage's date: this decides whether releases with unknown values
     * count. Then a sentence on each method that ignores these releases.
     */
    private String startNote(Odds odds) {
        if (!odds.start().isBefore(vintage)) {
            return ".";
        }
        if (odds.start().equals(odds.knownTo())) {
            return ": its paths start where coverage ends, so releases whose value is not known yet count."
                    + aboutPublication(vintage).stream()
                            .filter(other -> other.odds().start().equals(vintage))
                            .map(this::assumptionFromVintageDay)
                            .collect(Collectors.joining());
        }
        return ": its paths start on " + odds.start() + ", after which releases are left out.";
    }

    private String assumptionFromVintageDay(OddsAnswer answer) {
        return " The " + answer.odds().writtenProbability() + " by " + methodName(answer)
                + " assumes that every release with an unknown value is below the known record.";
    }

    /** The default method's odds of publication, one for each origin vintage with a probability, the lowest first. */
    public List<Odds> defaultOdds() {
        return answers.stream()
                .map(OddsAnswer::odds)
                .filter(odds ->
                        odds.isDefault() && odds.key().event() == Odds.Event.PUBLISHED && odds.probability() != null)
                .sorted(Comparator.comparingDouble((Odds odds) -> Objects.requireNonNull(odds.probability()))
                        .thenComparing(odds -> odds.key().originVintage()))
                .toList();
    }

    /** The answers of an origin vintage for the event that a release is published, the default method's first. */
    public List<OddsAnswer> aboutPublication(LocalDate origin) {
        return answers.stream()
                .filter(answer -> answer.odds().key().event() == Odds.Event.PUBLISHED)
                .filter(answer -> answer.odds().key().originVintage().equals(origin))
                .toList();
    }

    /** The same method's answer, with the same origin, for the event that a value is in the database. */
    public Optional<OddsAnswer> aboutDatabase(OddsAnswer publishedAnswer) {
        Odds.Key key = publishedAnswer.odds().key();
        return answers.stream()
                .filter(answer -> answer.odds().key().event() == Odds.Event.IN_DATABASE)
                .filter(answer -> answer.odds().key().method().equals(key.method())
                        && answer.odds().key().originVintage().equals(key.originVintage()))
                .findFirst();
    }

    /**
     * The scores of the answer's method: of all its past answers, and of those with a similar probability. They looked
     * as many months ahead as this answer, or the next larger number that is scored. Empty if none looked so far ahead.
     */
    public Optional<OddsScores> scoresOf(OddsAnswer answer) {
        return OddsScores.of(answer.odds(), scores);
    }

    /** The origin vintages of the answers, the oldest first. */
    public Collection<LocalDate> origins() {
        return answers.stream()
                .map(answer -> answer.odds().key().originVintage())
                .distinct()
                .sorted()
                .toList();
    }
}
