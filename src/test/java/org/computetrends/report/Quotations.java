package org.computetrends.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
import org.jspecify.annotations.Nullable;

/** Reads the numbers that a page quotes from tables. {@link Quote} describes their addresses, which are full here. */
final class Quotations {

    /** A number on a page: its full address, its style, the unrounded value and the text shown. */
    record Quotation(String address, NumberStyle style, String value, String text) {}

    static final String MANIFEST = "manifest:";
    static final String COUNT = "count:";

    /** A quoted number; the start of a table or row; its end; or the start of a cell, which may be a heading. */
    private static final Pattern ELEMENT =
            Pattern.compile("<data value=\"(?<value>[^\"]*)\"(?:" + sourcePattern("number") + ")?>(?<text>[^<]*)</data>"
                    + "|<(?<start>table|tr)(?: data-of=\"(?<of>[^\"]*)\")?[^>]*>"
                    + "|</(?<end>table|tr)>"
                    + "|<(?<cell>t[hd])(?=[ >])(?: scope=\"[a-z]*\")?(?:" + sourcePattern("heading") + ")?");

    /** A key column's name in an address. */
    private static final Pattern COLUMN = Pattern.compile("(?:^|&)([a-z_0-9]+)=");

    private final List<Quotation> quotations = new ArrayList<>();

    // The position in the page: addresses of the table and row, the table's headings, and the cell in the row.
    private String tableAddress = "";
    private String rowAddress = "";
    private final List<Source> headings = new ArrayList<>();
    private int cell = -1;

    private Quotations() {}

    /** The address and style that a number or a heading has; empty without them. */
    private record Source(String from, String style) {}

    private static Source source(Matcher found, String element) {
        return new Source(unescaped(found.group(element + "From")), unescaped(found.group(element + "Style")));
    }

    private static String sourcePattern(String element) {
        return " data-from=\"(?<" + element + "From>[^\"]*)\" data-style=\"(?<" + element + "Style>[^\"]*)\"";
    }

    static List<Quotation> of(String page) {
        Quotations reader = new Quotations();
        Matcher element = ELEMENT.matcher(page);
        while (element.find()) {
            reader.read(element);
        }
        return reader.quotations;
    }

    private void read(Matcher element) {
        if ("table".equals(element.group("start"))) {
            tableAddress = unescaped(element.group("of"));
            headings.clear();
        } else if ("tr".equals(element.group("start"))) {
            String address = element.group("of");
            rowAddress = address == null ? "" : completed(unescaped(address) + "#", tableAddress);
            cell = -1;
        } else if (element.group("end") != null) {
            rowAddress = "";
        } else if (element.group("cell") != null) {
            cell++;
            // A row of headings has no address.
            if (rowAddress.isEmpty()) {
                headings.add(source(element, "heading"));
            }
        } else {
            Source source = element.group("numberFrom") == null ? headings.get(cell) : source(element, "number");
            quotations.add(new Quotation(
                    completed(source.from(), rowAddress),
                    NumberStyle.valueOf(source.style()),
                    element.group("value"),
                    unescaped(element.group("text"))));
        }
    }

    private static String unescaped(@Nullable String markup) {
        return StringEscapeUtils.unescapeHtml4(markup == null ? "" : markup);
    }

    /** Completes an address that has only what differs from its row's address, or from its table's. */
    private static String completed(String address, String base) {
        if (address.contains("?") || address.startsWith(MANIFEST) || address.startsWith(COUNT)) {
            return address;
        }
        Map<String, String> key = key(base.substring(base.indexOf('?') + 1).replaceFirst("#$", ""));
        key.putAll(key(address.substring(0, address.indexOf('#'))));
        return base.substring(0, base.indexOf('?') + 1)
                + key.entrySet().stream()
                        .map(column -> column.getKey() + "=" + column.getValue())
                        .collect(Collectors.joining("&"))
                + address.substring(address.indexOf('#'));
    }

    /** The key columns of an address and their values, in their order. */
    static Map<String, String> key(String address) {
        List<MatchResult> columns = COLUMN.matcher(address).results().toList();
        Map<String, String> key = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            int end = i + 1 < columns.size() ? columns.get(i + 1).start() : address.length();
            key.put(columns.get(i).group(1), address.substring(columns.get(i).end(), end));
        }
        return key;
    }
}
