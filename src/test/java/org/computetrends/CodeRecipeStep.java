package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A step of a recipe in CONTRIBUTING.md: code that is inserted into a file.
 *
 * @param before the start of the line before which the code is inserted; null for a new file
 * @param isAskedFor whether the recipe says that the compiler asks for it
 */
record CodeRecipeStep(String file, String before, String code, boolean isAskedFor) {
    private static final Path SOURCES = Path.of("src/main/java/org/computetrends");

    private static final Pattern STEP = Pattern.compile(
            "(?:`([^`]+)`, before\\s+`([^`]+)`|A new file, `([^`]+)`):\\n\\n```(?:java)?\\n(.*?)```", Pattern.DOTALL);

    static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    Path path() {
        return file.startsWith("conf/") ? Path.of(file) : SOURCES.resolve(file);
    }

    /** The name of the file's type. */
    String type() {
        return Path.of(file).getFileName().toString().replace(".java", "");
    }

    /** The file's text with the code inserted; for a new file, the code. */
    String in(String text) {
        if (before == null) {
            return code;
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).strip().startsWith(before))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of " + path() + " begins with " + before));
        lines.add(at, code.substring(0, code.length() - 1));
        return String.join("\n", lines) + "\n";
    }

    /** The compiler's output, and its errors by source file. */
    record Compiled(Path classes, Map<String, String> faults) {}

    /** The steps of a recipe, by its heading. */
    static List<CodeRecipeStep> of(String recipe) throws IOException {
        String text = Files.readString(Path.of("CONTRIBUTING.md"));
        int from = text.indexOf("\n### " + recipe + "\n");
        assertThat(from).as(recipe).isPositive();
        int to = text.indexOf("\n### ", from + 1);
        Matcher step = STEP.matcher(text.substring(from, to < 0 ? text.length() : to));
        List<CodeRecipeStep> steps = new ArrayList<>();
        int end = 0;
        while (step.find()) {
            String said = text.substring(from + end, from + step.start());
            boolean isNew = step.group(3) != null;
            steps.add(new CodeRecipeStep(
                    isNew ? step.group(3) : step.group(1),
                    step.group(2),
                    step.group(4),
                    said.contains("ompiler asks") || said.contains("It asks")));
            end = step.end();
        }
        assertThat(steps).as(recipe).isNotEmpty();
        return steps;
    }

    /** Compiles copies of the files that steps change, and the sources that name their types. */
    static Compiled compile(Path copies, List<CodeRecipeStep> steps) throws IOException {
        Map<Path, String> changed = new TreeMap<>();
        for (CodeRecipeStep step : steps) {
            String text = changed.get(step.path());
            changed.put(
                    step.path(), step.in(text != null || step.before() == null ? text : Files.readString(step.path())));
        }
        Set<String> types = steps.stream().map(CodeRecipeStep::type).collect(Collectors.toSet());
        Pattern anyType = Pattern.compile("\\b(?:" + String.join("|", types) + ")\\b");
        Path made = Files.createDirectories(copies.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<Path, String> file : changed.entrySet()) {
            boolean isSource = file.getKey().toString().endsWith(".java");
            Path copy = (isSource ? copies : made).resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, file.getValue());
            if (isSource) {
                sources.add(copy);
            }
        }
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path source :
                    all.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!changed.containsKey(source)
                        && anyType.matcher(Files.readString(source)).find()) {
                    sources.add(source);
                }
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            List.of("-proc:none", "-parameters", "-nowarn", "-cp", CLASS_PATH, "-d", made.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        Map<String, String> faults = new TreeMap<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                String source = diagnostic.getSource().toUri().getPath();
                faults.merge(
                        source.replaceAll(".*/computetrends/", ""),
                        diagnostic.getMessage(null),
                        (first, second) -> first + "\n" + second);
            }
        }
        return new Compiled(made, faults);
    }
}
