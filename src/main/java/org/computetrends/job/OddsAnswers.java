package org.computetrends.job;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsAnswer;
import org.computetrends.domain.OddsQuestion;
import org.computetrends.domain.OddsRecord;
import org.computetrends.domain.OddsReliability;
import org.jspecify.annotations.Nullable;

/**
 * What published tables say to a question of odds.
 *
 * @param question the question
 * @param vintage the vintage whose tables were read
 * @param unit the metric's unit; null where no manifest says it
 * @param answers by method, event and origin vintage; at least one of the vintage itself
 * @param scores how answers have fared, of the metric, by any method at any lead
 * @param methodNames what people call a method of which the id is given
 * @param firstRelease the first release at the threshold or above; null where none is known
 */
public record OddsAnswers(
        OddsQuestion question,
        LocalDate vintage,
        @Nullable String unit,
        List<OddsAnswer> answers,
        List<OddsReliability> scores,
        UnaryOperator<String> methodNames,
        @Nullable FirstRelease firstRelease) {
    private static final Comparator<OddsAnswer> DEFAULT_FIRST = Comparator.comparing(
                    (OddsAnswer answer) -> answer.odds().isDefault())
            .reversed()
            .thenComparing(answer -> answer.odds().key().method());

    public OddsAnswers {
        answers = answers.stream().sorted(DEFAULT_FIRST).toList();
        scores = List.copyOf(scores);
    }

    /**
     * A release that was the first to reach a threshold.
     *
     * @param name its name
     * @param publishedOn its date
     */
    public record FirstRelease(String name, LocalDate publishedOn) {}

    /** What people call an answer's method. */
    public String methodName(OddsAnswer answer) {
        return methodNames.apply(answer.odds().key().method());
    }

    /** Whether it is a fact and not a forecast. */
    public boolean isObserved() {
        return leading().odds().status() == Odds.Status.OBSERVED;
    }

    /** The answer to quote where nothing else is said. */
    public OddsAnswer leading() {
        return published(vintage).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no answer of " + vintage + " to " + question));
    }

    /** The answers of an origin vintage for the event that a release is published, the default method's first. */
    public List<OddsAnswer> published(LocalDate origin) {
        return answers.stream()
                .filter(answer -> answer.odds().key().event() == Odds.Event.PUBLISHED)
                .filter(answer -> answer.odds().key().originVintage().equals(origin))
                .toList();
    }

    /** The same method's answer, of the same origin, for the event that a value stands in the database. */
    public Optional<OddsAnswer> inDatabase(OddsAnswer published) {
        Odds.Key key = published.odds().key();
        return answers.stream()
                .filter(answer -> answer.odds().key().event() == Odds.Event.IN_DATABASE)
                .filter(answer -> answer.odds().key().method().equals(key.method())
                        && answer.odds().key().originVintage().equals(key.originVintage()))
                .findFirst();
    }

    /** How answers as an answer have fared at its lead. */
    public Optional<OddsRecord> record(OddsAnswer published) {
        return OddsRecord.of(published.odds(), scores);
    }

    /** The origin vintages that answer, the oldest first. */
    public Collection<LocalDate> origins() {
        return answers.stream()
                .map(answer -> answer.odds().key().originVintage())
                .distinct()
                .sorted()
                .toList();
    }
}
