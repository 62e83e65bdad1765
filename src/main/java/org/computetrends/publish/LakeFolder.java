package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder in canonical form. {@code /lake}, {@code /lake/}, {@code //lake}, {@code /./lake}, {@code file:///lake}, a
 * path relative to the working folder and one through local symbolic links are all equal.
 *
 * @param text the folder as Iceberg and readers get it: an absolute path, with its scheme unless that is local and
 *     the default
 * @param isLocal whether it is a folder of this machine
 */
record LakeFolder(String text, boolean isLocal) {
    private static final String LOCAL = "file";

    /** Several slashes at the beginning, after which a host would be read. */
    private static final Pattern SLASHES = Pattern.compile("^/{2,}");

    /** Hadoop's schemes for S3. */
    private static final Pattern S3 = Pattern.compile("^s3[an]:");

    static LakeFolder of(String folderAsWritten, Configuration hadoop) throws IOException {
        Path path = new Path(SLASHES.matcher(folderAsWritten).replaceFirst("/"));
        Path qualified = path.getFileSystem(hadoop).makeQualified(path);
        if (!LOCAL.equals(qualified.toUri().getScheme())) {
            return new LakeFolder(qualified.toString(), /* isLocal= */ false);
        }
        String realPath =
                real(java.nio.file.Path.of(qualified.toUri().getPath())).toString();
        boolean isDefault = LOCAL.equals(FileSystem.getDefaultUri(hadoop).getScheme());
        return new LakeFolder(isDefault ? realPath : LOCAL + ":" + realPath, /* isLocal= */ true);
    }

    /** Resolves symbolic links as far as the path exists. */
    private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
        java.nio.file.Path parent = path.getParent();
        java.nio.file.Path name = path.getFileName();
        if (Files.exists(path) || parent == null || name == null) {
            return path.toRealPath();
        }
        return real(parent).resolve(name);
    }

    java.nio.file.Path local() {
        return java.nio.file.Path.of(text.replaceFirst("^" + LOCAL + ":", ""));
    }

    Path path() {
        return new Path(text);
    }

    LakeFolder child(String name) {
        return new LakeFolder(text + "/" + name, isLocal);
    }

    /** Whether a location from a catalog is this folder or inside it. */
    boolean has(String location, Configuration hadoop) {
        try {
            return (withS3Scheme(of(location, hadoop).text) + "/").startsWith(withS3Scheme(text) + "/");
        } catch (IOException e) {
            return false; // unknown file system
        }
    }

    /** A location in S3 with the same scheme, whichever Hadoop's driver for it is. */
    private static String withS3Scheme(String text) {
        return S3.matcher(text).replaceFirst("s3:");
    }
}
