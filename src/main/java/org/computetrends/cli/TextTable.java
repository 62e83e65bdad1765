package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table of text with aligned columns; a heading that begins with {@code >} aligns its column to the right. */
final class TextTable {
    private final List<Boolean> rightAligned = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... headings) {
        String[] shown = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            boolean right = headings[i].startsWith(">");
            rightAligned.add(right);
            shown[i] = right ? headings[i].substring(1) : headings[i];
        }
        rows.add(shown);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out) {
        int[] widths = new int[rightAligned.size()];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row[i].length());
                line.append(rightAligned.get(i) ? padding + row[i] : row[i] + padding)
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
        out.println();
    }
}
