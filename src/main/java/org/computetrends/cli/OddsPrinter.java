package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsAnswer;
import org.computetrends.domain.OddsQuestion;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.OddsScores;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.OddsAnswers;
import org.jspecify.annotations.Nullable;

/** Prints the answers of the command {@code odds} as text, in at most 100 columns. */
record OddsPrinter(PrintWriter out, Ink ink) {
    void print(OddsAnswers answers, boolean withHistory) {
        out.println(headline(answers));
        out.println();
        if (!answers.isObserved()) {
            boolean isForecast = answers.leadingAnswer().odds().status() == Odds.Status.FORECAST;
            if (isForecast) {
                TextTable.printWrapped(out, answers.advice());
                out.println();
            }
            printMethods(answers);
            if (isForecast) {
                printPoints(answers.leadingAnswer());
                printScores(answers);
                printRange(answers.defaultOdds());
            }
        }
        if (withHistory) {
            printHistory(answers);
        }
    }

    private String headline(OddsAnswers answers) {
        OddsQuestion question = answers.question();
        Odds leadingOdds = answers.leadingAnswer().odds();
        String metric = question.metric().replace('_', ' ');
        String event = VisibleText.line("P(a release of at least "
                + ScientificNotation.of(question.threshold())
                + (answers.unit() == null ? " of " + metric : " " + answers.unit())
                + " is published by " + question.by() + ")");
        return switch (leadingOdds.status()) {
            case OBSERVED -> ink.heading(event + " = 100%") + ", observed" + firstReleaseText(answers);
            case FORECAST -> ink.heading(event + " = " + leadingOdds.writtenProbability());
            case TOO_FEW_RELEASES -> ink.heading(event + " is not forecast") + ": too few releases";
        };
    }

    private static String firstReleaseText(OddsAnswers answers) {
        OddsAnswers.FirstRelease firstRelease = answers.firstRelease();
        return firstRelease == null
                ? ""
                : ": " + VisibleText.line(firstRelease.name()) + ", " + firstRelease.publishedOn();
    }

    /** Prints for each method P(the release is published by the date) and P(its value is in the database by then). */
    private void printMethods(OddsAnswers answers) {
        TextTable table =
                new TextTable("Method", "~Paths start", ">Published", ">In the database", "~>Monte Carlo error");
        for (OddsAnswer answer : answers.aboutPublication(answers.vintage())) {
            Odds odds = answer.odds();
            table.row(
                    answers.methodName(answer) + (odds.isDefault() ? ", default" : ""),
                    odds.start().toString(),
                    odds.writtenProbability(),
                    answers.aboutDatabase(answer)
                            .map(OddsAnswer::odds)
                            .map(Odds::writtenProbability)
                            .orElse(TextTable.NONE),
                    percentText(odds.monteCarloError(), 1));
        }
        table.note("Vintage " + answers.vintage() + ", scenario "
                + answers.question().scenario() + ". By " + answers.question().by() + ": that day counts.");
        LocalDate knownTo = answers.leadingAnswer().odds().knownTo();
        if (knownTo != null) {
            table.note("Coverage ends " + knownTo + ": later releases may have no value yet.");
        }
        table.print(out, ink);
    }

    private void printPoints(OddsAnswer answer) {
        if (answer.isInterpolated()) {
            TextTable.printWrapped(
                    out,
                    "Interpolated in the threshold's logarithm and in days, between these points of the table: "
                            + answer.points().stream()
                                    .map(point -> point.writtenProbability() + " above "
                                            + ScientificNotation.of(point.key().threshold()) + " by "
                                            + point.key().before().minusDays(1))
                                    .collect(Collectors.joining("; "))
                            + ". The Monte Carlo error is at most as shown.");
        } else {
            out.println("The table has this very question: nothing is interpolated.");
        }
        out.println();
    }

    private void printScores(OddsAnswers answers) {
        TextTable table = new TextTable(
                "Method", ">Horizon", ">Questions", ">Windows", ">Brier", ">Benchmark's", "~>Answers of", ">Happened");
        for (OddsAnswer answer : answers.aboutPublication(answers.vintage())) {
            String name = answers.methodName(answer);
            int longestHorizon = OddsScores.longestHorizon(answer.odds().key().method(), answers.scores());
            answers.scoresOf(answer)
                    .ifPresentOrElse(
                            scores -> addScores(table, name, scores),
                            () -> table.note(name + ": no scores at this horizon; "
                                    + (longestHorizon == 0
                                            ? "it was never scored."
                                            : "the longest scored is " + longestHorizon + " months.")));
        }
        out.println(ink.heading("How such answers about publication have fared in real time, beside the benchmark's"));
        if (table.isEmpty()) {
            table.printNotes(out, ink);
        } else {
            table.print(out, ink);
        }
        answers.scoresOf(answers.leadingAnswer()).ifPresent(leading -> {
            TextTable.printWrapped(out, leading.similarAnswersSentence());
            out.println();
        });
    }

    private static void addScores(TextTable table, String method, OddsScores scores) {
        OddsReliability allScores = scores.all();
        OddsReliability similar = scores.similar();
        table.row(
                method,
                allScores.key().horizonMonths() + " months",
                Long.toString(allScores.questions()),
                Long.toString(allScores.windows()),
                scoreText(allScores.brier()),
                scoreText(allScores.brierOfBenchmark()),
                similar == null
                        ? TextTable.NONE
                        : OddsReliability.rangeInPercent(similar.key().probabilityRange()),
                similar == null
                        ? TextTable.NONE
                        : percentText(similar.shareHappened(), 0) + " of " + similar.questions()
                                + (similar.isEvidence() ? "" : SummaryPrinter.NO_EVIDENCE));
        if (similar != null && !similar.isEvidence()) {
            table.note(SummaryPrinter.NO_EVIDENCE
                    + " The last two columns rest on three windows or fewer that do not overlap: no evidence.");
        }
        if (!allScores.isEvidence()) {
            table.note(method + ": no evidence (" + allScores.windows()
                    + (allScores.windows() == 1 ? " window" : " windows")
                    + " that do not overlap; three or fewer show nothing).");
        }
    }

    /**
     * Prints the range of the default answers, in the words of the page's {@code odds.js}.
     *
     * @param defaults the default answers, from the lowest probability to the highest
     */
    private void printRange(List<Odds> defaults) {
        if (defaults.size() > 1) {
            TextTable.printWrapped(
                    out,
                    "By the default forecasts of all vintages, the probability ranges from "
                            + datedProbability(defaults.get(0)) + " to "
                            + datedProbability(defaults.get(defaults.size() - 1)) + "; --history lists all.");
            out.println();
        }
    }

    private static String datedProbability(Odds odds) {
        return odds.writtenProbability() + " (" + odds.key().originVintage() + ")";
    }

    private void printHistory(OddsAnswers answers) {
        List<String> methods = answers.answers().stream()
                .map(answer -> answer.odds().key().method())
                .distinct()
                .toList();
        TextTable table = new TextTable(historyCells(
                "Vintage",
                ">Default",
                methods,
                method -> ">" + answers.methodNames().apply(method)));
        for (LocalDate origin : answers.origins()) {
            List<Odds> published = answers.aboutPublication(origin).stream()
                    .map(OddsAnswer::odds)
                    .toList();
            table.row(historyCells(
                    origin.toString(),
                    probability(published, Odds::isDefault),
                    methods,
                    method -> probability(published, odds -> odds.key().method().equals(method))));
        }
        out.println(ink.heading("What each vintage would have answered, from its own values"));
        table.print(out, ink);
    }

    private static String probability(List<Odds> published, Predicate<Odds> isWanted) {
        return published.stream()
                .filter(isWanted)
                .findFirst()
                .map(Odds::writtenProbability)
                .orElse(TextTable.NONE);
    }

    /** The cells of a line of the history: two given ones, then one for each method. */
    private static String[] historyCells(
            String first, String second, List<String> methods, UnaryOperator<String> cellOfMethod) {
        return Stream.concat(Stream.of(first, second), methods.stream().map(cellOfMethod))
                .toArray(String[]::new);
    }

    private static String scoreText(@Nullable Double brier) {
        return brier == null ? TextTable.NONE : String.format(Locale.ROOT, "%.3f", brier);
    }

    private static String percentText(@Nullable Double share, int decimals) {
        return share == null ? TextTable.NONE : String.format(Locale.ROOT, "%." + decimals + "f%%", 100 * share);
    }
}
