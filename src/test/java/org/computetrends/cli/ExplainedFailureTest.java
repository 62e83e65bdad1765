package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.Test;

/** Failures of the environment are explained in a sentence; any other exception remains a defect. */
class ExplainedFailureTest {

    @Test
    void aFileSystemOutsideHadoopsJarsIsNamedWithItsPackage() {
        Configuration hadoop = new Configuration();
        Throwable failure = catchThrowable(() -> FileSystem.get(URI.create("s3a://models/releases"), hadoop));
        ExplainedFailure explained = ExplainedFailure.of(failure);
        assertThat(explained.exitCode()).isEqualTo(Main.USAGE);
        // Hadoop's documentation asks for hadoop-aws of Hadoop's own version.
        assertThat(explained.sentence())
                .contains("org.apache.hadoop.fs.s3a.S3AFileSystem")
                .endsWith("--packages org.apache.hadoop:hadoop-aws:" + VersionInfo.getVersion());
    }

    @Test
    void anUnknownFileSystemIsNamedWithWhatToDo() {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.depot.impl", "com.example.DepotFileSystem");
        Throwable failure = catchThrowable(() -> FileSystem.get(URI.create("depot://models/releases"), hadoop));
        assertThat(ExplainedFailure.of(failure).sentence())
                .contains("com.example.DepotFileSystem")
                .endsWith("pass the jar of this class to jobs/submit with --jars");
    }

    @Test
    void tooLittleMemoryIsExplainedWithTheSetting() {
        for (Throwable failure : List.of(
                new IllegalStateException(new OutOfMemoryError("Java heap space")),
                new RuntimeException("Job aborted: Lost task 0.0: java.lang.OutOfMemoryError: Java heap space"))) {
            ExplainedFailure explained = ExplainedFailure.of(failure);
            assertThat(explained.exitCode()).isEqualTo(Main.USAGE);
            assertThat(explained.sentence())
                    .startsWith("Java has too little memory")
                    .contains("scale.driver-megabytes");
        }
    }

    @Test
    void anyOtherMissingClassIsADefect() {
        assertThat(ExplainedFailure.of(new RuntimeException(new ClassNotFoundException("com.example.Fit"))))
                .isEqualTo(new ExplainedFailure(
                        Main.DEFECT,
                        "a defect of this program: java.lang.RuntimeException:"
                                + " java.lang.ClassNotFoundException: com.example.Fit"));
    }
}
