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
 * @param file the file
 * @param before the beginning of the line above which the code is inserted; null for a new file
 * @param code the code
 * @param isAskedFor whether the recipe says that the compiler asks for the step
 */
record CodeRecipeStep(String file, String before, String code, boolean isAskedFor) {
    private static final Path SOURCES = Path.of("src/main/java/org/computetrends");

    private static final Pattern STEP = Pattern.compile(
            "(?:`([^`]+)`, before\\s+`([^`]+)`|A new file, `([^`]+)`):\\n\\n```(?:java)?\\n(.*?)```", Pattern.DOTALL);

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** For all of a test's compilations, which read the same jars. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    Path path() {
        return file.startsWith("conf/") ? Path.of(file) : SOURCES.resolve(file);
    }

    /** The type in the file, by which other sources refer to the file. */
    String type() {
        return Path.of(file).getFileName().toString().replace(".java", "");
    }

    /** The file's text after the step. For a new file, the code. */
    String applyTo(String text) {
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

    /** The folder of the compiled classes, and the compiler's errors by source file. */
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
            String prose = text.substring(from + end, from + step.start());
            boolean isNew = step.group(3) != null;
            steps.add(new CodeRecipeStep(
                    isNew ? step.group(3) : step.group(1),
                    step.group(2),
                    step.group(4),
                    prose.contains("compiler asks")));
            end = step.end();
        }
        assertThat(steps).as(recipe).isNotEmpty();
        return steps;
    }

    /** Compiles copies of the changed files, and all sources that name a type in them. */
    static Compiled compile(Path copies, List<CodeRecipeStep> steps) throws IOException {
        Map<Path, String> changed = changedTexts(steps);
        Path classes = Files.createDirectories(copies.resolve("classes"));
        List<Path> sources = usersOf(steps, changed.keySet());
        for (Map.Entry<Path, String> each : changed.entrySet()) {
            boolean isSource = each.getKey().toString().endsWith(".java");
            Path copy = (isSource ? copies : classes).resolve(each.getKey());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, each.getValue());
            if (isSource) {
                sources.add(copy);
            }
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        COMPILER.getTask(
                        null,
                        FILES,
                        diagnostics,
                        List.of("-proc:none", "-parameters", "-nowarn", "-cp", CLASS_PATH, "-d", classes.toString()),
                        null,
                        FILES.getJavaFileObjectsFromPaths(sources))
                .call();
        Map<String, String> faults = new TreeMap<>();
        for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
            if (each.getKind() == Diagnostic.Kind.ERROR) {
                String source = each.getSource().toUri().getPath();
                faults.merge(source.replaceAll(".*/computetrends/", ""), each.getMessage(null), (a, b) -> a + "\n" + b);
            }
        }
        return new Compiled(classes, faults);
    }

    private static Map<Path, String> changedTexts(List<CodeRecipeStep> steps) throws IOException {
        Map<Path, String> changed = new TreeMap<>();
        for (CodeRecipeStep step : steps) {
            String original = step.before() == null ? "" : Files.readString(step.path());
            changed.put(step.path(), step.applyTo(changed.getOrDefault(step.path(), original)));
        }
        return changed;
    }

    /** The unchanged sources that name a type in the files of steps. */
    private static List<Path> usersOf(List<CodeRecipeStep> steps, Set<Path> changed) throws IOException {
        Set<String> types = steps.stream().map(CodeRecipeStep::type).collect(Collectors.toSet());
        Pattern anyType = Pattern.compile("\\b(?:" + String.join("|", types) + ")\\b");
        List<Path> users = new ArrayList<>();
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path source :
                    all.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!changed.contains(source)
                        && anyType.matcher(Files.readString(source)).find()) {
                    users.add(source);
                }
            }
        }
        return users;
    }
}
