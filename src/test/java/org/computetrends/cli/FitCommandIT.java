package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.ArrayUtils;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.table.Column;
import org.computetrends.table.TrendsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code fit} on the shipped data. */
class FitCommandIT {

    private static Outcome fit(String... more) {
        return Outcome.of(List.of("fit", "--input", "data/releases", "--vintage", "2026-08-19"), more);
    }

    private static JsonNode json(String... arguments) throws JsonProcessingException {
        Outcome outcome = fit(ArrayUtils.add(arguments, "--json")).succeeded();
        return new ObjectMapper().readTree(outcome.out());
    }

    private static void assertClose(JsonNode value, String expected) {
        double number = Double.parseDouble(expected);
        assertThat(value.asDouble()).isCloseTo(number, within(1e-9 * Math.abs(number)));
    }

    /** The numbers in {@code reference/fits.csv} are from statsmodels: see fits.py. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/fits.csv", useHeadersInDisplayName = true)
    void conditionsOnAttributesAgreeWithStatsmodels(ArgumentsAccessor cells) throws IOException {
        Map<String, String> row = new HashMap<>();
        Path file = Path.of("src/test/resources/reference/fits.csv");
        for (String column : Files.readAllLines(file).get(0).split(",", -1)) {
            row.put(column, cells.getString(row.size()));
        }
        List<String> arguments = new ArrayList<>(
                List.of("--metric", row.get("metric"), "--from", row.get("from"), "--to", row.get("to")));
        for (String condition : row.get("cohort").split(";", -1)) {
            arguments.addAll(List.of("--cohort", condition));
        }
        JsonNode fit = json(arguments.toArray(String[]::new));
        assertThat(fit.get("cohort").asText())
                .isEqualTo(Cohort.parse(row.get("cohort")).id());
        assertThat(fit.get("n").asText()).isEqualTo(row.get("n"));
        assertThat(fit.get("first_date").asText()).isEqualTo(row.get("first"));
        assertThat(fit.get("last_date").asText()).isEqualTo(row.get("last"));
        assertClose(fit.get("slope_oom_per_year"), row.get("slope"));
        assertClose(fit.get("r_squared"), row.get("r_squared"));
        assertClose(fit.get("doubling_time_months"), row.get("months"));
        for (int i = 0; i < 3; i++) {
            JsonNode interval = fit.get("intervals").get(i);
            String method = List.of("classical", "hc3", "cr3").get(i);
            assertThat(interval.get("method").asText()).isEqualTo(method);
            assertClose(interval.get("standard_error"), row.get(method));
            assertClose(interval.get("doubling_time_months_low"), row.get(method + "_low"));
            assertClose(interval.get("doubling_time_months_high"), row.get(method + "_high"));
        }
        assertThat(fit.get("influential").get("model").asText()).isEqualTo(row.get("model"));
        assertClose(fit.get("influential").get("cooks_distance"), row.get("cooks_distance"));
        assertClose(fit.get("influential").get("doubling_time_without_it_months"), row.get("months_without"));
        assertThat(fit.get("left_out").get("without_value").asText()).isEqualTo(row.get("without_value"));
    }

    /** Options that fit does not use are neither listed nor accepted. */
    @ParameterizedTest
    @ValueSource(strings = {"--sink", "--output", "--seed"})
    void optionsOfPublishingAreErrors(String option) {
        assertThat(fit("--help").out()).contains("--input").doesNotContain(option);
        assertThat(fit(option, "1").err(2)).contains(option);
    }

    @Test
    void fieldsOfTheLineAreNamedAsInTheTrendsTable() throws JsonProcessingException {
        List<String> names = new ArrayList<>();
        json("--cohort", "domain=language").fieldNames().forEachRemaining(names::add);
        List<String> line = names.subList(names.indexOf("status"), names.indexOf("intervals"));
        assertThat(line).contains("slope_oom_per_year", "start_value", "end_value");
        assertThat(TrendsTable.TRENDS.table().columns().stream().map(Column::name))
                .containsAll(line);
    }

    /** The date on which the line reaches 1e27 is extrapolated from the line's last value and slope. */
    @Test
    void theLineIsExtendedToThresholdsAndIsNoForecast() throws JsonProcessingException {
        JsonNode fit = json("--cohort", "domain=language", "--from", "2018-01-01", "--to", "2025-01-01");
        double slope = fit.get("slope_oom_per_year").asDouble();
        double years = (27 - Math.log10(fit.get("end_value").asDouble())) / slope;
        long days = (long) Math.floor(years * 365.25);
        assertThat(fit.get("line_reaches").get(2).get("threshold").asDouble()).isEqualTo(1e27);
        assertThat(fit.get("line_reaches").get(2).get("date").asText())
                .isEqualTo(java.time.LocalDate.parse(fit.get("last_date").asText())
                        .plusDays(days)
                        .toString());
        Outcome outcome = fit("--cohort", "domain=language", "--from", "2018-01-01", "--to", "2025-01-01");
        assertThat(outcome.out())
                .contains("Training compute, domain=language, from 2018-01-01 before 2025-01-01, by vintage 2026-08-19")
                // The first row of reference/fits.csv.
                .contains("211 releases, 2018-02-01 to 2024-12-24")
                .contains("Doubles every 3.94 months")
                .contains("not a forecast")
                .contains("Without LSTM+NeuralCache (2018-09-24), the most influential release");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
        // A year or a month includes its last day.
        assertThat(fit("--cohort", "domain=language", "--from", "2018", "--to", "2024")
                        .out())
                .isEqualTo(outcome.out());
        assertThat(fit("--cohort", "domain=language", "--from", "2018-01", "--to", "2024-12")
                        .out())
                .isEqualTo(outcome.out());
    }

    @Test
    void similarNamesAreReported() {
        String result = fit("--cohort", "organization!=google").out();
        // A name that is a word of a similar name is similar too: DeepMind, because of Google DeepMind.
        assertThat(result.substring(0, result.indexOf("Doubles every ")).replaceAll("\\s+", " "))
                .contains(
                        "condition 'organization!=google' matches only the exact name 'google'. Similar names: deepmind, google ai, google brain, ")
                .contains("google deepmind", "Names are compared by spelling, not by owner.");
        assertThat(fit("--cohort", "organization!=huawei").out().replaceAll("\\s+", " "))
                .contains("Similar names: huawei noah's ark lab");
        assertThat(fit("--cohort", "domain=language").out()).doesNotContain("Similar names:");
    }

    /** The cohort has all names of the note. The same cohort, written out, gives the same answer. */
    @Test
    void similarNamesAreIncludedOnRequest() throws JsonProcessingException {
        String[] question = {"--cohort", "domain=language;organization!=google", "--from", "2020", "--to", "2024"};
        JsonNode exact = json(question);
        assertThat(exact.get("notes").get(0).asText())
                .endsWith("Names are compared by spelling, not by owner. --similar-names adds them");
        JsonNode all = json(ArrayUtils.add(question, "--similar-names"));
        assertThat(all.get("notes")).isEmpty();
        String cohort = all.get("cohort").asText();
        assertThat(cohort)
                .isEqualTo("domain=language;organization!=deepmind,google,google ai,google brain,google cloud,"
                        + "google deepmind,google research");
        assertThat(json("--cohort", cohort, "--from", "2020", "--to", "2024")).isEqualTo(all);
        assertThat(all.get("n").asInt()).isLessThan(exact.get("n").asInt());
    }

    /** The words are those of the page. */
    @Test
    void theIntervalToQuoteIsNamed() {
        assertThat(fit("--cohort", "domain=language").out().replaceAll("\\s+", " "))
                .contains("Standard error of slope", SlopeInterval.Method.CR3.quotationNote());
    }

    @Test
    void errorsSuggestTheNearestValue() {
        assertThat(fit("--cohort", "language").err()).contains("a value needs its attribute: domain=language or ");
        assertThat(fit("--metric", "cost").err()).contains("did you mean training_cost?");
    }

    /** The examples of the help exclude an organization, and answer. */
    @Test
    void theHelpShowsHowToLeaveOutAnOrganization() {
        String help = fit("--help").out().replaceAll("\\s+", " ");
        assertThat(help)
                .contains("To leave out an organization: 'organization!=google', with --similar-names.")
                .contains(
                        "fit --from 2020 --to 2024 --cohort domain=language --cohort 'organization!=google' --similar-names");
        String example = "--from 2020 --to 2024 --cohort domain=language --cohort organization!=google --similar-names";
        assertThat(fit(example.split(" ", -1)).out())
                .contains("from 2020-01-01 before 2025-01-01", "Doubles every ", "x a year");
    }

    /** In the source, GPT-4 is OpenAI's only language model of 2023-03-15. */
    @Test
    void tooFewReleasesHaveNoLine() throws JsonProcessingException {
        String[] question = "--cohort organization=openai --cohort domain=language --from 2023-03-15 --to 2023-03-16"
                .split(" ", -1);
        JsonNode fit = json(question);
        assertThat(fit.get("status").asText()).isEqualTo("TOO_FEW_OBSERVATIONS");
        assertThat(fit.get("n").asInt()).isEqualTo(1);
        assertThat(fit.get("slope_oom_per_year").isNull()).isTrue();
        assertThat(fit.get("influential").isNull()).isTrue();
        assertThat(fit(question).out()).contains("No line: it takes 3 releases on 2 dates, and here are 1 on 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --cohort | domian=language | 'domian' is none of the attributes domain, country, organization, accessibility, confidence; did you mean domain?
                    --cohort | confidance!=likely | 'confidance' is none of the attributes domain, country, organization, accessibility, confidence; did you mean confidence?
                    --cohort | organization!=opnai | cohort 'organization!=opnai': no release has the organization 'opnai'; did you mean --cohort 'organization!=openai'?
                    --cohort | domain=language,visoin | no release has the domain 'visoin'; did you mean --cohort 'domain=language,vision'?
                    --cohort | organization=!openai | did you mean --cohort 'organization!=openai'?
                    --cohort | 'domain=language,organization!=openai' | no release has the domain 'organization!=openai'; did you mean --cohort 'domain=language;organization!=openai'
                    --cohort | openai | for example --cohort domain=language --cohort 'organization!=google' --similar-names
                    --from | next year | 'next year' is not a date such as 2026-05-02, 2026-05 or 2026
                    --cohort | domain=* | 'domain=*' means a cohort for each value
                    --cohort | domain=language,other | 'other' must follow = and be the only value, as in domain=other; a value of the source with this name is written "other"
                    --cohort | '' | cohort '': '' is none of all, notable, frontier, record, regular-scale, large-scale
                    --cohort | frontir | 'frontir' is none of all, notable, frontier, record, regular-scale, large-scale; did you mean frontier?
                    --metric | training_compote | did you mean training_compute?
                    --from | 2100-01-01 | the span --from 2100-01-01 --to 2026-01-01 is empty: its first day would be 2100-01-01, its last 2025-12-31
                    --from | 2026 | the span --from 2026 --to 2026-01-01 is empty: its first day would be 2026-01-01, its last 2025-12-31
                    """)
    void mistakesAreExplainedInOneLine(String option, String value, String sentence) {
        Outcome outcome = fit(option, value, "--to", "2026-01-01");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(sentence);
        assertThat(outcome.err().lines()).hasSize(1);
    }
}
