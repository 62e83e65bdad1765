package org.computetrends.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * The project {@code jobs/dbt} as the SQL that dbt would execute. Supports {@code source}, {@code ref} and the arguments of macros
 * and tests; other Jinja is an error.
 */
final class DbtProject {
    /** The schema of sources, and that of models. */
    static final String SOURCES = "trends";

    static final String MODELS = "models";

    private static final Path ROOT = Path.of("jobs/dbt");
    private static final Pattern SOURCE = Pattern.compile("\\{\\{ source\\('compute_trends', '(\\w+)'\\) \\}\\}");
    private static final Pattern REF = Pattern.compile("\\{\\{ ref\\('(\\w+)'\\) \\}\\}");

    /** dbt's built-in tests, from the templates of its global project. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "not_null", "select {{ column_name }} from {{ model }} where {{ column_name }} is null",
            "unique",
                    "select {{ column_name }} as unique_field, count(*) as n_records from {{ model }}"
                            + " where {{ column_name }} is not null group by {{ column_name }} having count(*) > 1",
            "accepted_values",
                    "with all_values as (select {{ column_name }} as value_field, count(*) as n_records from {{ model }}"
                            + " group by {{ column_name }})"
                            + " select * from all_values where value_field not in ({{ values }})");

    private DbtProject() {}

    /**
     * A declared test.
     *
     * @param name the table or model, the column for a test of a column, and the test
     * @param sql the query of the rows that fail the test
     */
    record DeclaredTest(String name, String sql) {}

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of models, each after those that it refers to. */
    static List<String> models() throws IOException {
        List<String> remaining;
        try (Stream<Path> files = Files.list(ROOT.resolve("models"))) {
            remaining = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> name.substring(0, name.length() - ".sql".length()))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        List<String> orderedModels = new ArrayList<>();
        while (!remaining.isEmpty()) {
            List<String> ready = remaining.stream()
                    .filter(model -> REF.matcher(read("models/" + model + ".sql"))
                            .results()
                            .allMatch(ref -> orderedModels.contains(ref.group(1))))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("models refer to each other or to none: " + remaining);
            }
            orderedModels.addAll(ready);
            remaining.removeAll(ready);
        }
        return orderedModels;
    }

    /** A model's query. */
    static String model(String name) {
        return rendered(read("models/" + name + ".sql"), Map.of());
    }

    /** What a macro expands to. */
    static String macro(String name, Map<String, String> arguments) {
        return rendered(body("macros/" + name + ".sql", "macro", name), arguments);
    }

    static String source(String table) {
        return SOURCES + "." + table;
    }

    static String ref(String model) {
        return MODELS + "." + model;
    }

    /** The tests of a file of properties. */
    static List<DeclaredTest> tests(String file) {
        Map<String, Object> properties = new Yaml().load(read(file));
        List<DeclaredTest> tests = new ArrayList<>();
        for (Map<String, Object> source : maps(properties.get("sources"))) {
            maps(source.get("tables")).forEach(table -> addTests(table, DbtProject::source, tests));
        }
        maps(properties.get("models")).forEach(model -> addTests(model, DbtProject::ref, tests));
        return tests;
    }

    private static void addTests(
            Map<String, Object> resource, UnaryOperator<String> relation, List<DeclaredTest> tests) {
        String name = (String) resource.get("name");
        // dbt's form of {{ model }} for a test with the setting where. Tests must also work in this form.
        Map<String, String> templateArguments =
                Map.of("model", "(select * from " + relation.apply(name) + " where true) dbt_subquery");
        list(resource.get("data_tests")).forEach(test -> tests.add(test(name, test, templateArguments)));
        for (Map<String, Object> column : maps(resource.get("columns"))) {
            Map<String, String> ofColumn = new LinkedHashMap<>(templateArguments);
            ofColumn.put("column_name", (String) column.get("name"));
            list(column.get("data_tests"))
                    .forEach(test -> tests.add(test(name + "." + column.get("name"), test, ofColumn)));
        }
    }

    private static DeclaredTest test(String of, Object declared, Map<String, String> templateArguments) {
        Map<String, String> arguments = new LinkedHashMap<>(templateArguments);
        String test = declared instanceof Map<?, ?> map
                ? (String) map.keySet().iterator().next()
                : (String) declared;
        if (declared instanceof Map<?, ?> map) {
            Map<?, ?> settings = (Map<?, ?>) map.get(test);
            if (!settings.keySet().equals(java.util.Set.of("arguments"))) {
                throw new IllegalStateException(of + ": " + settings);
            }
            ((Map<?, ?>) settings.get("arguments"))
                    .forEach((name, value) -> arguments.put((String) name, argument((String) name, value)));
        }
        String template =
                BUILT_IN.containsKey(test) ? BUILT_IN.get(test) : body("tests/generic/" + test + ".sql", "test", test);
        return new DeclaredTest(of + " " + test, rendered(template, arguments));
    }

    /** The SQL of a test's argument: values are literals, {@code to} is a ref or source in Jinja, others are names. */
    private static String argument(String name, Object value) {
        if (value instanceof List<?> texts) {
            String quote = name.equals("values") ? "'" : "";
            return texts.stream().map(text -> quote + text + quote).collect(Collectors.joining(", "));
        }
        return name.equals("to") ? rendered("{{ " + value + " }}", Map.of()) : (String) value;
    }

    /** The body of a macro or test. */
    private static String body(String file, String kind, String name) {
        String text = read(file);
        Matcher matcher = Pattern.compile(
                        "\\{% " + kind + " " + name + "\\([\\w, ]*\\) %\\}(.*)\\{% end" + kind + " %\\}",
                        Pattern.DOTALL)
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(file + " has no " + kind + " " + name);
        }
        return matcher.group(1);
    }

    private static String rendered(String template, Map<String, String> arguments) {
        String text = REF.matcher(SOURCE.matcher(template).replaceAll(found -> source(found.group(1))))
                .replaceAll(found -> ref(found.group(1)));
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            text = text.replace("{{ " + argument.getKey() + " }}", argument.getValue())
                    .replace("{{ " + argument.getKey() + " | join(', ') }}", argument.getValue());
        }
        if (text.contains("{{") || text.contains("{%")) {
            throw new IllegalStateException("more than source and ref: " + text);
        }
        return text;
    }

    private static List<Object> list(Object value) {
        return value == null ? List.of() : new ArrayList<>((List<?>) value);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }
}
