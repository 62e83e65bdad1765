package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder in canonical form. Equal are {@code /lake}, {@code /lake/}, {@code //lake}, {@code /./lake},
 * {@code file:///lake}, and paths to the same folder that are relative or contain local symbolic links.
 *
 * @param text the folder as Iceberg and readers get it: an absolute path, with its scheme unless that is local and the
 *     default
 * @param isLocal whether it is a folder of this machine
 */
record LakeFolder(String text, boolean isLocal) {
    private static final String LOCAL = "file";

    /** Several slashes at the beginning, after which Hadoop would read a host. */
    private static final Pattern LEADING_SLASHES = Pattern.compile("^/{2,}");

    /** Hadoop's schemes for S3. */
    private static final Pattern S3 = Pattern.compile("^s3[an]:");

    static LakeFolder of(String folderAsWritten, Configuration hadoop) throws IOException {
        Path path = new Path(LEADING_SLASHES.matcher(folderAsWritten).replaceFirst("/"));
        Path qualified = path.getFileSystem(hadoop).makeQualified(path);
        if (!LOCAL.equals(qualified.toUri().getScheme())) {
            return new LakeFolder(qualified.toString(), /* isLocal= */ false);
        }
        String realPath =
                resolveLinks(java.nio.file.Path.of(qualified.toUri().getPath())).toString();
        boolean isDefault = LOCAL.equals(FileSystem.getDefaultUri(hadoop).getScheme());
        return new LakeFolder(isDefault ? realPath : LOCAL + ":" + realPath, /* isLocal= */ true);
    }

    /** Resolves symbolic links as far as the path exists. */
    private static java.nio.file.Path resolveLinks(java.nio.file.Path path) throws IOException {
        java.nio.file.Path parent = path.getParent();
        java.nio.file.Path name = path.getFileName();
        if (Files.exists(path) || parent == null || name == null) {
            return path.toRealPath();
        }
        return resolveLinks(parent).resolve(name);
    }

    /** The path of this folder, which must be local. */
    java.nio.file.Path localPath() {
        return java.nio.file.Path.of(text.replaceFirst("^" + LOCAL + ":", ""));
    }

    Path path() {
        return new Path(text);
    }

    LakeFolder child(String name) {
        return new LakeFolder(text + "/" + name, isLocal);
    }

    /** Whether a location from a catalog is this folder or inside it, with any of the schemes for S3. */
    boolean contains(String location, Configuration hadoop) {
        try {
            return (withS3Scheme(of(location, hadoop).text) + "/").startsWith(withS3Scheme(text) + "/");
        } catch (IOException e) {
            return false; // unknown file system
        }
    }

    /** A location with the scheme {@code s3} instead of Hadoop's other schemes for S3. */
    private static String withS3Scheme(String text) {
        return S3.matcher(text).replaceFirst("s3:");
    }
}
