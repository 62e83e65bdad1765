package org.computetrends.table;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.computetrends.domain.VisibleText;

/**
 * Writes {@code sources.yml} for dbt (1.10.5 or later): the tables, with data tests of what their declarations promise.
 *
 * <p>Tests cover keys, columns that are never null, accepted values, and values that another table must have in the
 * same vintage. The tests {@code unique_key} and {@code relationships_in_vintage} belong to the project {@code
 * jobs/dbt}; the others are built into dbt.
 */
public final class DbtSources {

    /** The name of the source in dbt models, whatever the schema. */
    public static final String SOURCE = "compute_trends";

    private static final Pattern JINJA = Pattern.compile("\\{+[{%#]");

    private DbtSources() {}

    /**
     * The content of {@code sources.yml}.
     *
     * @param schema the schema that contains the tables
     */
    public static String yaml(String schema, List<Table> tables) {
        return String.format(Locale.ROOT, """
                version: 2

                sources:
                  - name: %s
                    schema: %s
                    tables:
                """, scalar(SOURCE), scalar(schema))
                + tables.stream().map(DbtSources::yaml).collect(Collectors.joining());
    }

    private static String yaml(Table table) {
        return String.format(
                        Locale.ROOT, """
                      - name: %s
                        description: %s
                        data_tests:
                          - unique_key:
                              arguments:
                                columns: %s
                        columns:
                """, scalar(table.name()), scalar(table.meaning()), scalars(table.warehouseKey()))
                + table.warehouseColumns().stream()
                        .map(column -> yaml(table, column))
                        .collect(Collectors.joining());
    }

    private static String yaml(Table table, Column column) {
        String tests = tests(table, column);
        return String.format(
                        Locale.ROOT,
                        """
                          - name: %s
                            description: %s
                            data_type: %s
                """,
                        scalar(column.name()),
                        scalar(column.meaning()),
                        scalar(PostgresDdl.type(column.type())))
                + (tests.isEmpty() ? "" : "            data_tests:\n" + tests);
    }

    private static String tests(Table table, Column column) {
        StringBuilder tests = new StringBuilder();
        if (!column.nullable()) {
            tests.append("              - not_null\n");
        }
        if (isUnique(table, column)) {
            tests.append("              - unique\n");
        }
        if (!column.accepted().isEmpty()) {
            tests.append(String.format(Locale.ROOT, """
                              - accepted_values:
                                  arguments:
                                    values: %s
                """, scalars(column.accepted())));
        }
        Column.Target target = column.target();
        // The run_id of runs refers to itself, and needs no test. A log has none, because it keeps its rows when the
        // rows that they refer to are replaced.
        if (target != null && !target.table().equals(table.name()) && !table.isLog()) {
            tests.append(String.format(Locale.ROOT, """
                              - relationships_in_vintage:
                                  arguments:
                                    to: source('%s', '%s')
                                    field: %s
                """, SOURCE, target.table(), scalar(target.column())));
        }
        return tests.toString();
    }

    /**
     * Whether a column alone identifies a row: only in the table of runs, as each vintage has one run and each run one
     * vintage.
     */
    private static boolean isUnique(Table table, Column column) {
        return !table.isLog()
                && table.key().equals(List.of(Table.RUN_ID.name()))
                && table.warehouseKey().contains(column.name());
    }

    private static String scalars(List<String> texts) {
        return texts.stream().map(DbtSources::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * A double-quoted YAML scalar, which is also valid JSON. Because dbt renders descriptions as Jinja templates,
     * whatever Jinja would interpret becomes an expression that gives the same text.
     */
    private static String scalar(String text) {
        String rendered = JINJA.matcher(text).replaceAll("{{ '$0' }}");
        String escaped = rendered.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + VisibleText.escape(escaped, DbtSources::isUnprintable, VisibleText::unicodeEscape) + '"';
    }

    /** Whether YAML cannot contain a character unescaped, or the character is invisible. */
    private static boolean isUnprintable(int letter) {
        return VisibleText.isControl(letter) || letter == '\ufeff' || letter >= '\ufffe';
    }
}
