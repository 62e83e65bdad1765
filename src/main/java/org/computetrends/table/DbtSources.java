package org.computetrends.table;

import java.util.List;
import java.util.regex.Pattern;
import org.computetrends.domain.VisibleText;

/**
 * The tables as sources of dbt (version 2 of its properties), with tests of what the declarations promise: columns that are
 * never null, and keys that are unique. A key of one column is held by dbt's own test; one of several by that of
 * {@code dbt_utils}, which a project installs.
 */
public final class DbtSources {

    private static final Pattern JINJA = Pattern.compile("\\{+[{%#]");

    private DbtSources() {}

    /**
     * The file {@code sources.yml}.
     *
     * @param source the source's name, and that of its schema
     * @param tables the tables, in order
     */
    public static String yaml(String source, List<Table> tables) {
        StringBuilder text = new StringBuilder("version: 2\n\nsources:\n");
        text.append("  - name: ").append(scalar(source)).append('\n');
        text.append("    tables:\n");
        for (Table table : tables) {
            text.append("      - name: ").append(scalar(table.name())).append('\n');
            text.append("        description: ").append(scalar(table.meaning())).append('\n');
            text.append("        data_tests:\n");
            text.append("          - dbt_utils.unique_combination_of_columns:\n");
            text.append("              combination_of_columns:\n");
            table.warehouseKey()
                    .forEach(name -> text.append("                - ")
                            .append(scalar(name))
                            .append('\n'));
            text.append("        columns:\n");
            for (Column column : table.warehouseColumns()) {
                text.append("          - name: ").append(scalar(column.name())).append('\n');
                text.append("            description: ")
                        .append(scalar(column.meaning()))
                        .append('\n');
                text.append("            data_type: ")
                        .append(scalar(PostgresDdl.type(column.type())))
                        .append('\n');
                if (!column.nullable()) {
                    text.append("            data_tests:\n              - not_null\n");
                }
            }
        }
        return text.toString();
    }

    /**
     * A double-quoted scalar of YAML, which is one of JSON. What Jinja would take for a beginning of its own is an expression
     * that gives these letters, since dbt renders descriptions.
     */
    private static String scalar(String text) {
        String rendered = JINJA.matcher(text).replaceAll("{{ '$0' }}");
        String escaped = rendered.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + VisibleText.escaped(escaped, DbtSources::isUnprintable, VisibleText::unit) + '"';
    }

    /** What YAML has no plain letters for, or a reader would not see. */
    private static boolean isUnprintable(int letter) {
        return VisibleText.isObeyed(letter) || letter == '\ufeff' || letter >= '\ufffe';
    }
}
