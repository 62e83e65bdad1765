package org.computetrends.publish;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.computetrends.domain.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Hadoop's local file system, except that new files and folders keep the permissions that the operating system gives
 * them. These depend on the process's umask, the folder's group and the folder's default ACL. Hadoop's own class sets
 * permissions by {@code fs.permissions.umask-mode}, 022 by default, and starts a process for each file to set them.
 */
public final class UmaskFileSystem extends LocalFileSystem {
    private static final String IMPLEMENTATION = "fs.file.impl";

    /** For Hadoop, which instantiates file systems by class name. */
    public UmaskFileSystem() {
        super(new Raw());
    }

    /** Makes a configuration and its copies use this file system, unless {@code fs.file.impl} is already set. */
    public static void useIn(Configuration configuration) {
        if (!configuration.getTrimmed(IMPLEMENTATION, "").isEmpty()) {
            return;
        }
        configuration.set(IMPLEMENTATION, UmaskFileSystem.class.getName());
        try {
            // Hadoop caches the first file system that it opens. Closing a file system removes it from the cache.
            FileSystem opened = FileSystem.get(FsConstants.LOCAL_FS_URI, configuration);
            if (!(opened instanceof UmaskFileSystem)) {
                opened.close();
                FileSystem.get(FsConstants.LOCAL_FS_URI, configuration);
            }
        } catch (IOException e) {
            throw UserException.usage("Hadoop cannot open the local file system: " + e);
        }
    }

    /** Creates files and folders without setting permissions. */
    private static final class Raw extends RawLocalFileSystem {

        @Override
        protected OutputStream createOutputStreamWithMode(Path file, boolean append, @Nullable FsPermission rights)
                throws IOException {
            return new FileOutputStream(pathToFile(file), append);
        }

        @Override
        protected boolean mkOneDirWithMode(Path path, File folder, @Nullable FsPermission rights) {
            return folder.mkdir();
        }
    }
}
