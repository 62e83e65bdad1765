package org.computetrends.report;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.computetrends.domain.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that can stand inside a script element: whatever could end the element, or begin a comment, is escaped.
 * Records are objects of their components, without those that are null.
 */
final class Json {
    /** What stands as null, where a map cannot hold one. */
    static final Object NULL = new Object();

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)", Pattern.DOTALL);

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** The JSON of maps, lists, records, text, numbers and truth values. */
    static String of(@Nullable Object value) {
        Json json = new Json();
        json.write(value);
        return json.text.toString();
    }

    /** A map of names and values in turn, in their order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** The text that JSON has between quotation marks. */
    static String text(String escaped) {
        return ESCAPE.matcher(escaped).replaceAll(found -> Matcher.quoteReplacement(letter(found.group(1))));
    }

    private static String letter(String escape) {
        return switch (escape.charAt(0)) {
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' ->
                escape.length() == 5 ? String.valueOf((char) Integer.parseInt(escape.substring(1), 16)) : escape;
            default -> escape;
        };
    }

    private void write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            members(map);
        } else if (value instanceof List<?> list) {
            elements(list);
        } else if (value instanceof Record item) {
            members(components(item));
        } else if (value == null || value == NULL) {
            text.append("null");
        } else if (value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Number number) {
            text.append(Double.isFinite(number.doubleValue()) ? number : "null");
        } else {
            string(value.toString());
        }
    }

    private static Map<String, Object> components(Record item) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : item.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(item);
                if (value != null) {
                    members.put(component.getName(), value);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's component is always readable", e);
            }
        }
        return members;
    }

    private void members(Map<?, ?> map) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            text.append(separator);
            string(member.getKey().toString());
            text.append(':');
            write(member.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private void elements(List<?> list) {
        text.append('[');
        for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
            write(each.next());
            if (each.hasNext()) {
                text.append(',');
            }
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> {
                    if (letter == '<' || letter == '>' || letter == '&' || VisibleText.isObeyed(letter)) {
                        text.append(VisibleText.unit(letter));
                    } else {
                        text.append(letter);
                    }
                }
            }
        }
        text.append('"');
    }
}
