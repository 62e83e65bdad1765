package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;
import org.computetrends.domain.VisibleText;

/**
 * A table of text with aligned columns and notes, for the terminal. The beginning of a heading sets the style of its
 * column: {@code >} aligns cells to the right; {@code ~} dims cells, or only their end from a parenthesis on;
 * {@code ~>} does both. Columns without a style have names. Names are shortened if a line would be wider than
 * {@value #WIDTH} characters.
 */
final class TextTable {
    /** The width of a line. */
    static final int WIDTH = 100;

    /** The text of a cell without a value. */
    static final String NONE = "-";

    private static final String GAP = "  ";
    private static final String RIGHT = ">";
    private static final String DIM = "~";

    /** Numbers of this size or more are shown as powers of ten. */
    private static final double LEAST_POWER = 1e6;

    private final List<Boolean> rightAligned = new ArrayList<>();
    private final List<Boolean> dimmed = new ArrayList<>();
    /** The cells of each line. The first line has the headings. */
    private final List<String[]> rows = new ArrayList<>();

    private final Set<String> notes = new LinkedHashSet<>();

    TextTable(String... headings) {
        String[] headingTexts = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            String heading = VisibleText.line(headings[i]);
            dimmed.add(heading.startsWith(DIM));
            heading = heading.startsWith(DIM) ? heading.substring(DIM.length()) : heading;
            rightAligned.add(heading.startsWith(RIGHT));
            headingTexts[i] = heading.startsWith(RIGHT) ? heading.substring(RIGHT.length()) : heading;
        }
        rows.add(headingTexts);
    }

    /** Adds a row, with a cell for each heading. */
    void row(String... cells) {
        rows.add(Stream.of(cells).map(VisibleText::line).toArray(String[]::new));
    }

    /** Adds a sentence below the rows, wrapped to the width of tables, unless it was added before. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** Whether the table has no rows; it may have notes. */
    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out, Ink ink) {
        int[] widths = widths();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cellText = shortened(row[i], widths[i]);
                // Escape sequences have no width: pad by the visible text.
                String padding = " ".repeat(widths[i] - cellText.length());
                String cell = styledCell(cellText, row == rows.get(0), dimmed.get(i), ink);
                line.append(rightAligned.get(i) ? padding + cell : cell + padding)
                        .append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
        printNotes(out, ink);
    }

    /** Prints only the notes and an empty line, for a table without rows. */
    void printNotes(PrintWriter out, Ink ink) {
        notes.forEach(note -> wrapped(note, WIDTH).forEach(line -> out.println(ink.dim(line))));
        out.println();
    }

    /** Prints a sentence, wrapped to the width of tables. */
    static void printWrapped(PrintWriter out, String sentence) {
        wrapped(sentence, WIDTH).forEach(out::println);
    }

    static void printWrappedIndented(PrintWriter out, String sentence) {
        wrapped(sentence, WIDTH - 2).forEach(line -> out.println("  " + line));
    }

    private static Stream<String> wrapped(String sentence, int width) {
        return WordUtils.wrap(VisibleText.line(sentence), width).lines();
    }

    /** The widths of columns. The widest column of names is made narrower, one character at a time, until lines fit. */
    private int[] widths() {
        int[] widths = new int[rightAligned.size()];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - WIDTH;
        for (; excess > 0; excess--) {
            int widestName = -1;
            for (int i = 0; i < widths.length; i++) {
                if (isName(i) && (widestName < 0 || widths[i] > widths[widestName])) {
                    widestName = i;
                }
            }
            if (widestName < 0 || widths[widestName] <= 1) {
                return widths; // lines stay too long, because no name can be shorter
            }
            widths[widestName]--;
        }
        return widths;
    }

    /** Whether a column may be shortened: names are recognized by their beginning, but numbers must be complete. */
    private boolean isName(int column) {
        return !rightAligned.get(column) && !dimmed.get(column);
    }

    /** A name shortened to a width, with an ellipsis. */
    static String shortened(String name, int maxLength) {
        return name.length() <= maxLength ? name : name.substring(0, Math.max(0, maxLength - 1)) + "…";
    }

    /** A number with decimals; a rounded power of ten if it is large, and words if it is infinite. */
    static String number(double value, int decimals) {
        if (Math.abs(value) < LEAST_POWER) {
            return String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
        return Double.isFinite(value) ? power(value) : "beyond 1e308";
    }

    /** A number as one digit and a power of ten, such as 1e25. */
    static String power(double value) {
        return String.format(Locale.ROOT, "%.0e", value).replace("e+", "e");
    }

    private static String styledCell(String cell, boolean isHeading, boolean isDim, Ink ink) {
        if (isHeading) {
            return ink.dim(cell);
        }
        if (!isDim) {
            return cell;
        }
        int from = Math.max(0, cell.indexOf('('));
        return cell.substring(0, from) + ink.dim(cell.substring(from));
    }
}
