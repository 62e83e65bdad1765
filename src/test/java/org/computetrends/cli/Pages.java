package org.computetrends.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** The documents of the project, in Markdown. */
final class Pages {

    private Pages() {}

    /** All of them, from the project's folder. */
    static List<Path> all() {
        List<Path> pages = new ArrayList<>();
        Stream.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "data/README.md",
                        "src/bench/README.md",
                        "src/faults/README.md")
                .map(Path::of)
                .forEach(pages::add);
        FileUtils.listFiles(new File("docs"), new String[] {"md"}, true).stream()
                .map(File::toPath)
                .sorted()
                .forEach(pages::add);
        return pages;
    }
}
