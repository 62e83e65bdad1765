package org.computetrends.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.TestSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** A metric's label with the syntax of every language in which tables are declared is only a text in each. */
class HostileLabelsIT {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`<img src=x> | &lt;`, `&lt;img src=x> \\| &amp;lt;`",
                "`[x](javascript:y) *b* _i_ a_b`, `\\[x\\](javascript:y) \\*b\\* \\_i\\_ a_b`",
                "`$x$ ~y~ https://x.invalid \u001b[2J`, `\\$x\\$ \\~y\\~ https&#58;//x.invalid \\\\u{1b}\\[2J`"
            })
    void markdownEscapesALabel(String label, String writtenText) {
        assertThat(DataDictionary.markdown(List.of(labelled(label))))
                .contains("| `id` | string | no | " + writtenText + " |\n");
    }

    @ParameterizedTest
    @CsvSource({"`rm -rf`, \\`rm -rf\\`", "```x, \\`\\`\\`x", "`id` `x`, `id` \\`x\\`"})
    void onlyNamesAreCodeInMarkdown(String label, String writtenText) {
        assertThat(DataDictionary.markdown(List.of(labelled(label)))).contains("| no | " + writtenText + " |\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{ env_var('DBT_PASSWORD') }}", "{% do x %} {# y", "a: \"b\\\n- c\u0085\u2028\u202e\ufeff\u007f"
            })
    void dbtRendersAYamlLabelAsWritten(String label) {
        String yaml = DbtSources.yaml("ai", List.of(labelled(label)));
        // Jinja expressions that print braces are allowed; without them no Jinja is left.
        assertThat(yaml.replaceAll("\\{\\{ '\\{+[{%#]' }}", "")).doesNotContain("{{", "{%", "{#");
        // dbt replaces each of these expressions by its braces.
        Map<String, Object> document = new Yaml().load(yaml.replaceAll("\\{\\{ '(\\{+[{%#])' }}", "$1"));
        assertThat(document.toString()).contains("description=" + label);
        assertThat(yaml.lines().toList()).allMatch(line -> line.matches("[^\\p{Cc}\u2028\u202e\ufeff]*"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`'; DROP TABLE x; --`, `'''; DROP TABLE x; --'`",
                "`\\'$$`, `'\\''$$'`",
                "`\\' \u001b[2J\u0000\u202e`, `E'\\\\'' \\u001b[2J\\u202e'`"
            })
    void postgresReadsALabelAsText(String label, String literal) {
        assertThat(PostgresDdl.literal(label)).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'; DROP TABLE x; --", "\\' ${env:HOME} ${spark:spark.master}", "\u001b[2J\u202e $1 \\u0041 %"})
    void sparkReadsALabelAsText(String label) {
        String literal = SparkDdl.literal(label);
        assertThat(TestSession.get().sql("SELECT " + literal).first().getString(0))
                .isEqualTo(label);
        assertThat(literal).matches("[^\\p{Cc}\u202e]*").doesNotContain("${");
    }

    private static Table labelled(String label) {
        return new Table(
                "things", "A thing.", List.of("id"), List.of(new Column("id", DataTypes.StringType, false, label)));
    }
}
