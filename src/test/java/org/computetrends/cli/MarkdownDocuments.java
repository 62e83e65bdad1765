package org.computetrends.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** The Markdown documents that the tests of prose, links and commands read. */
final class MarkdownDocuments {
    private MarkdownDocuments() {}

    /** The paths of all documents, relative to the project's folder. */
    static List<Path> all() {
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                .map(Path::of),
                        Stream.of("data", "docs", "src")
                                .flatMap(folder ->
                                        FileUtils.listFiles(new File(folder), new String[] {"md"}, true).stream())
                                .map(File::toPath)
                                .sorted())
                .toList();
    }
}
