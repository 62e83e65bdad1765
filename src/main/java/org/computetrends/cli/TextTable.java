package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of text with aligned columns. A heading that begins with {@code >} aligns its column to the right; one that
 * begins with {@code ~} keeps it in the background, from a parenthesis on where there is one.
 */
final class TextTable {
    private static final String RIGHT = ">";
    private static final String DIM = "~";

    private final List<Boolean> rightAligned = new ArrayList<>();
    private final List<Boolean> dimmed = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... headings) {
        String[] shown = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            String heading = headings[i];
            dimmed.add(heading.startsWith(DIM));
            heading = heading.startsWith(DIM) ? heading.substring(DIM.length()) : heading;
            rightAligned.add(heading.startsWith(RIGHT));
            shown[i] = heading.startsWith(RIGHT) ? heading.substring(RIGHT.length()) : heading;
        }
        rows.add(shown);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out, Ink ink) {
        int[] widths = new int[rightAligned.size()];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                // What is set off takes no room: the padding is that of the letters.
                String padding = " ".repeat(widths[i] - row[i].length());
                String cell = inked(row, i, ink);
                line.append(rightAligned.get(i) ? padding + cell : cell + padding)
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
        out.println();
    }

    private String inked(String[] row, int column, Ink ink) {
        String cell = row[column];
        if (row == rows.get(0)) {
            return ink.dim(cell);
        }
        if (!dimmed.get(column)) {
            return cell;
        }
        int from = Math.max(0, cell.indexOf('('));
        return cell.substring(0, from) + ink.dim(cell.substring(from));
    }
}
