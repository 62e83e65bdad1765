package org.computetrends.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public API equals {@code api-surface.txt}. A change of it belongs in that file and in the changelog. */
class PublicSurfaceTest {

    private static Stream<Class<?>> classes() throws IOException {
        Path folder = Path.of(ComputeTrends.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .resolve("org/computetrends/api");
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .<Class<?>>map(name -> loaded(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> isSeen(type.getModifiers()))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName("org.computetrends.api." + name, false, ComputeTrends.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSeen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static Stream<String> lines(Class<?> type) {
        Stream<Member> members = Stream.of(
                        type.getDeclaredConstructors(), type.getDeclaredMethods(), type.getDeclaredFields())
                .flatMap(Stream::of);
        return Stream.concat(
                Stream.of(type.toGenericString()),
                members.filter(member -> isSeen(member.getModifiers()) && !member.isSynthetic())
                        .map(member -> member instanceof Executable executable
                                ? executable.toGenericString()
                                : ((Field) member).toGenericString())
                        .map(line -> "    " + line)
                        .sorted());
    }

    @Test
    void nothingIsAddedRemovedOrChangedUnannounced() throws IOException {
        List<String> surface = classes()
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .flatMap(PublicSurfaceTest::lines)
                .toList();
        assertThat(surface)
                .as("the public surface of org.computetrends.api, beside src/test/resources/api-surface.txt")
                .isEqualTo(Files.readAllLines(Path.of("src/test/resources/api-surface.txt")));
    }
}
