package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.computetrends.cluster.StandaloneCluster;
import org.computetrends.cluster.WatchedProcess;
import org.computetrends.job.ShippedRuns;
import org.computetrends.job.TrendJob;
import org.computetrends.publish.PublishedOutput;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code jobs/submit} to a standalone cluster of two workers, from HDFS to HDFS. The tables equal those of a local run,
 * row by row. The build runs this test first, because HDFS's NameNode does not start in a used JVM.
 */
@Tag("slow")
class ClusterIT {
    private static final Path JAR = Path.of("target/compute-trends-cluster.jar");
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MetaspaceSize=128m";
    private static final int PATIENCE_SECONDS = 300;

    /** Without sensitivity grids, which the driver alone evaluates. */
    private static final Map<String, String> SETTINGS = ShippedRuns.fewDraws(Map.of("sensitivity.grids", "[]"));

    @TempDir
    private static Path folder;

    private static StandaloneCluster cluster;
    private static MiniDFSCluster hdfs;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(JAR)
                .as("the jar that clusters are given, made by ./mvnw package")
                .exists();
        // The other processes of HDFS log errors about the lost DataNode.
        Configurator.setLevel("org.apache.hadoop", Level.OFF);
        hdfs = TestHdfs.start(folder.resolve("hdfs"), 2);
        cluster = new StandaloneCluster(folder);
        upload(Path.of(ShippedRuns.RELEASES), "/releases");
        upload(JAR, "/compute-trends.jar");
        cluster.await();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (hdfs != null) {
            hdfs.shutdown(true);
            Configurator.setLevel("org.apache.hadoop", Level.WARN);
        }
    }

    /** The driver runs on a worker, which has no file of this machine. {@code jobs/submit} sends the settings. */
    @Test
    void anExecutorAndADataNodeLostInClusterModeChangeNoTable() throws Exception {
        Path settings = Files.writeString(folder.resolve("nightly.conf"), "output = \"" + uri("/out-cluster") + "\"\n");
        try (WatchedProcess run = submit("cluster", "run", "--preset", "sevilla-2022", "--conf", settings.toString())) {
            awaitDriver(run, "start Spark begins");
            List<ProcessHandle> drivers = cluster.running();
            awaitDriver(run, " scan populations ");
            List<ProcessHandle> executors = new ArrayList<>(cluster.running());
            executors.removeAll(drivers);
            assertThat(executors).hasSize(2);
            assertThat(executors.get(0).destroyForcibly()).isTrue();
            MiniDFSCluster.DataNodeProperties lost = hdfs.stopDataNode(0);
            assertThat(run.exitCode(PATIENCE_SECONDS))
                    .as(() -> run.output() + driverOutput())
                    .isZero();
            assertThat(hdfs.restartDataNode(lost)).isTrue();
        }
        assertThat(driverOutput()).contains("Lost executor");
        assertEqualTables(Optional.of("sevilla-2022"), "/out-cluster", SETTINGS);
    }

    /** The driver runs on this machine. */
    @Test
    void aRunInClientModePrintsItsTrendsAndWhereItsFilesAre() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("publishing.tables", "[trends]");
        try (WatchedProcess run =
                submit("client", "run", "--output", uri("/out-client"), "--set", "publishing.tables=[trends]")) {
            assertThat(run.exitCode(PATIENCE_SECONDS)).as(run.output()).isZero();
            assertThat(run.output()).contains("Vintage 2026-05-02: 1011 rows read, 1007 kept, 4 rejected");
            // HDFS has no links: the files that the run names are in the version's folder.
            assertThat(run.output().lines())
                    .filteredOn(line -> line.matches("(Page|Manifest, with the inputs and settings): .*"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(hdfs.getFileSystem()
                                    .exists(new org.apache.hadoop.fs.Path(line.substring(line.indexOf(": ") + 2))))
                            .as(line)
                            .isTrue());
        }
        assertEqualTables(Optional.empty(), "/out-client", settings);
    }

    private static WatchedProcess submit(String deployMode, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "jobs/submit",
                "--master",
                cluster.url(),
                "--deploy-mode",
                deployMode,
                "--executor-memory",
                "1g",
                "--executor-cores",
                "1",
                "--total-executor-cores",
                "2",
                "--conf",
                "spark.driver.host=127.0.0.1",
                // For so few rows, compiling code takes longer than the work.
                "--conf",
                "spark.driver.defaultJavaOptions=" + QUICK,
                "--conf",
                "spark.executor.defaultJavaOptions=" + QUICK,
                "--conf",
                "spark.sql.codegen.wholeStage=false",
                "--conf",
                "spark.sql.codegen.factoryMode=NO_CODEGEN",
                "--conf",
                "spark.sql.shuffle.partitions=2",
                // As in hdfs-site.xml of the tests.
                "--conf",
                "spark.hadoop.dfs.client.block.write.locateFollowingBlock.initial.delay.ms=5",
                "--conf",
                "spark.hadoop.dfs.client.block.write.locateFollowingBlock.retries=12"));
        words.addAll(List.of(command));
        SETTINGS.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        // So few rows would be processed in the driver's memory. A bound of 0 gives them to the executors.
        words.addAll(List.of("--input", uri("/releases"), "--scope", "all", "--set", "scale.spark-above-megabytes=0"));
        return WatchedProcess.start(
                words,
                Map.of(
                        "COMPUTE_TRENDS_JAR",
                        uri("/compute-trends.jar"),
                        "COMPUTE_TRENDS_JAVA_OPTS",
                        QUICK,
                        "SPARK_LOCAL_IP",
                        "127.0.0.1"));
    }

    private static void upload(Path file, String target) throws IOException {
        hdfs.getFileSystem()
                .copyFromLocalFile(new org.apache.hadoop.fs.Path(file.toUri()), new org.apache.hadoop.fs.Path(target));
    }

    private static String uri(String path) {
        return hdfs.getURI() + path;
    }

    private static void awaitDriver(WatchedProcess submit, String text) throws InterruptedException {
        for (int tenths = 0; !driverOutput().contains(text); tenths++) {
            assertThat(submit.isAlive() && tenths < PATIENCE_SECONDS * 10)
                    .as(() -> "waited for '" + text + "' and saw:\n" + submit.output() + driverOutput())
                    .isTrue();
            Thread.sleep(100);
        }
    }

    /** What the driver printed on the worker that it was given to. */
    private static String driverOutput() {
        try (var files = Files.find(
                folder,
                3,
                (file, attributes) -> file.endsWith("stderr")
                        && file.getParent().getFileName().toString().startsWith("driver-"))) {
            StringBuilder output = new StringBuilder();
            for (Path file : files.toList()) {
                output.append('\n').append(Files.readString(file));
            }
            return output.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Requires that all tables except {@code runs} have the rows of a local run. */
    private static void assertEqualTables(Optional<String> preset, String output, Map<String, String> settings)
            throws IOException {
        TrendJob.Result local = ShippedRuns.run(ShippedRuns.RELEASES, output.substring(1), preset, settings);
        String version;
        try (InputStream pointer = hdfs.getFileSystem().open(new org.apache.hadoop.fs.Path(output + "/current"))) {
            version = new ObjectMapper()
                    .readTree(pointer)
                    .at("/vintages/" + local.vintage() + "/folder")
                    .asText();
        }
        List<Table> tables =
                PublishedTables.of(ShippedRuns.config(ShippedRuns.RELEASES, output, preset, settings)
                                .metrics())
                        .stream()
                        .filter(table -> local.tables().containsKey(table.name())
                                && !table.name().equals("runs"))
                        .toList();
        List<String> published = new ArrayList<>(local.tables().keySet());
        published.remove("runs");
        assertThat(tables).extracting(Table::name).containsExactlyInAnyOrderElementsOf(published);
        new PublishedOutput(ShippedRuns.folder() + output, local.vintage())
                .assertSameRows(new PublishedOutput(uri(output) + "/versions/" + version, local.vintage()), tables);
    }
}
