package org.computetrends.table;

import java.util.List;

/** The tables told to people, as Markdown. */
public final class DataDictionary {

    private DataDictionary() {}

    /** The dictionary of tables, in their order. */
    public static String markdown(List<Table> tables) {
        StringBuilder text = new StringBuilder("""
                # Data dictionary

                Every table has a row's `vintage` (in Parquet, the folder) and the `run_id` of the run that made it. A key
                identifies a row within a vintage. This page is made from the declarations of the tables by
                `jobs/compute-trends tables --format markdown`.

                """);
        tables.forEach(table ->
                text.append("- [`" + table.name() + "`](#" + table.name() + "): " + cell(table.meaning()) + "\n"));
        for (Table table : tables) {
            text.append("\n## ").append(table.name()).append("\n\n").append(table.meaning());
            text.append(" Key: ")
                    .append(String.join(
                            ", ",
                            table.key().stream().map(name -> "`" + name + "`").toList()))
                    .append(".\n\n| Column | Type | Null | Meaning |\n|---|---|---|---|\n");
            for (Column column : table.warehouseColumns()) {
                text.append("| `" + column.name() + "` | " + column.type().sql().toLowerCase(java.util.Locale.ROOT)
                        + " | " + (column.nullable() ? "yes" : "no") + " | " + cell(column.meaning()) + " |\n");
            }
            if (!table.retired().isEmpty()) {
                text.append("\nRetired columns, which tables published before may have:\n\n");
                table.retired().forEach(column -> text.append("- `" + column.name() + "`: " + column.meaning() + "\n"));
            }
        }
        return text.toString();
    }

    /** A text that a row of a table can hold. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
