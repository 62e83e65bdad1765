package org.computetrends.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** The Markdown documents that the tests of prose, links and commands read. */
final class MarkdownDocuments {
    private static final List<String> OUTSIDE_DOCS = List.of(
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "data/README.md",
            "src/bench/README.md",
            "src/faults/README.md");

    private MarkdownDocuments() {}

    /** The paths of all documents, relative to the project's folder. */
    static List<Path> all() {
        return Stream.concat(
                        OUTSIDE_DOCS.stream().map(Path::of),
                        FileUtils.listFiles(new File("docs"), new String[] {"md"}, true).stream()
                                .map(File::toPath)
                                .sorted())
                .toList();
    }
}
