package org.computetrends.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.VisibleText;

/** Writes {@code docs/data-dictionary.md}: the tables and their columns in Markdown. */
public final class DataDictionary {

    /** Characters that Markdown interprets in a line, and names between backticks. */
    private static final Pattern MARKUP =
            Pattern.compile("`([a-z0-9_]+)`|[\\\\`*\\[\\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");

    /** Addresses, which GitHub turns into links. */
    private static final Pattern ADDRESS = Pattern.compile("([a-z]):(//)");

    private final List<Table> tables;
    private final Set<String> names;

    private DataDictionary(List<Table> tables) {
        this.tables = tables;
        this.names = tables.stream()
                .flatMap(table -> Stream.of(
                                Stream.of(table.name()),
                                table.warehouseColumns().stream().map(Column::name),
                                table.retired().stream().map(RetiredColumn::name))
                        .flatMap(each -> each))
                .collect(Collectors.toSet());
    }

    /** The dictionary of tables, in their order. */
    public static String markdown(List<Table> tables) {
        return new DataDictionary(tables).markdown();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("""
                # Data dictionary

                Every table has a row's `vintage` (in Parquet, the folder) and the `run_id` of the run that made it. A key
                identifies a row within a vintage. This page is made from the declarations of the tables by
                `jobs/compute-trends tables --format markdown`.

                """);
        tables.forEach(table ->
                text.append("- [`" + table.name() + "`](#" + table.name() + "): " + escaped(table.meaning()) + "\n"));
        for (Table table : tables) {
            text.append("\n## ").append(table.name()).append("\n\n").append(escaped(table.meaning()));
            text.append(" Key: ")
                    .append(String.join(
                            ", ",
                            table.key().stream().map(name -> "`" + name + "`").toList()))
                    .append(".\n\n| Column | Type | Null | Meaning |\n|---|---|---|---|\n");
            for (Column column : table.warehouseColumns()) {
                text.append("| `" + column.name() + "` | " + column.type().sql().toLowerCase(Locale.ROOT) + " | "
                        + (column.nullable() ? "yes" : "no") + " | " + escaped(meaning(column)) + " |\n");
            }
            if (!table.retired().isEmpty()) {
                text.append("\nRetired columns, which tables published before may have:\n\n");
                table.retired()
                        .forEach(column ->
                                text.append("- `" + column.name() + "`: " + escaped(column.meaning()) + "\n"));
            }
        }
        return text.toString();
    }

    /** Whether a text contains a value as a separate word. */
    private static boolean hasWord(String text, String value) {
        return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(value) + "(?![A-Za-z0-9_])")
                .matcher(text)
                .find();
    }

    /** The meaning of a column, followed by the accepted values if it does not name them all. */
    private static String meaning(Column column) {
        return column.accepted().stream().allMatch(value -> hasWord(column.meaning(), value))
                ? column.meaning()
                : column.meaning() + " One of " + String.join(", ", column.accepted()) + ".";
    }

    /**
     * Escapes a text for one line, so that the only markup is a table's or column's name between backticks. Names
     * with underscores need no escape, because Markdown ignores underscores inside words.
     */
    private String escaped(String text) {
        String singleLine =
                VisibleText.line(text.replace('\n', ' ')).replace("&", "&amp;").replace("<", "&lt;");
        String withoutMarkup = MARKUP.matcher(singleLine)
                .replaceAll(match -> Matcher.quoteReplacement(
                        names.contains(match.group(1))
                                ? match.group()
                                : match.group().replaceAll("[^a-z0-9]", "\\\\$0")));
        return ADDRESS.matcher(withoutMarkup).replaceAll("$1&#58;$2");
    }
}
