package org.computetrends.cli;

import io.openlineage.client.Clients;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.utils.UUIDUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.package$;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Redaction;
import org.computetrends.ingest.InputFiles;
import org.computetrends.job.ProgramVersion;
import org.computetrends.job.TrendJob;
import org.computetrends.publish.SinkAddress;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job and reports it to OpenLineage, for {@link LineageRequest}. The first event is the start, with the input.
 * The second event is a failure or the completion. The completion has the fingerprint of the input, and for each table
 * of each sink the columns, the number of rows and the run's id as version. If an event cannot be delivered, this is
 * logged and the run goes on. OpenLineage's listener for Spark cannot report the tables, because most are written
 * without a Spark job.
 *
 * <p>Datasets on local disks, HDFS, S3 and in PostgreSQL have the names that <a
 * href="https://openlineage.io/docs/spec/naming">OpenLineage defines</a>; tables of named catalogs have names of our
 * own.
 */
final class RunLineage {
    private static final Logger LOG = LoggerFactory.getLogger(RunLineage.class);

    private final OpenLineage openLineage =
            new OpenLineage(URI.create("pkg:generic/compute-trends@" + ProgramVersion.current()));
    private final UUID lineageRunId = UUIDUtils.generateNewUUID();
    private final String namespace;
    private final TrendConfig config;
    private final Configuration hadoop;
    private final Clock clock;

    RunLineage(Map<String, String> environment, TrendConfig config, Configuration hadoop, Clock clock) {
        this.namespace = environment.getOrDefault("OPENLINEAGE_NAMESPACE", "default");
        this.config = config;
        this.hadoop = hadoop;
        this.clock = clock;
    }

    /** Runs a job and reports it to the receiver that OpenLineage's library finds in the process's environment. */
    TrendJob.Result runAndReport(Supplier<TrendJob.Result> job) {
        OpenLineageClient client;
        try {
            client = Clients.newClient();
        } catch (RuntimeException e) {
            warn(e);
            return job.get();
        }
        try {
            return runAndReport(client::emit, job);
        } finally {
            close(client);
        }
    }

    /** Overload for tests, which replace the receiver. */
    TrendJob.Result runAndReport(Consumer<OpenLineage.RunEvent> receiver, Supplier<TrendJob.Result> job) {
        report(
                receiver,
                () -> event(OpenLineage.RunEvent.EventType.START, runFacets(), List.of(input().build()), List.of()));
        try {
            TrendJob.Result result = job.get();
            report(receiver, () -> completeEvent(result));
            return result;
        } catch (Throwable e) {
            report(receiver, () -> failureEvent(e));
            throw e;
        }
    }

    private static void report(Consumer<OpenLineage.RunEvent> receiver, Supplier<OpenLineage.RunEvent> event) {
        try {
            receiver.accept(event.get());
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    private static void close(OpenLineageClient client) {
        try {
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            warn(e);
        }
    }

    private static void warn(Exception e) {
        LOG.warn("The run could not be reported to OpenLineage: {}", Redaction.text(String.valueOf(e.getMessage())));
    }

    private OpenLineage.RunEvent failureEvent(Throwable failure) {
        return event(
                OpenLineage.RunEvent.EventType.FAIL,
                runFacets()
                        .errorMessage(openLineage.newErrorMessageRunFacet(
                                Redaction.text(String.valueOf(failure.getMessage())), "JAVA", null)),
                List.of(input().build()),
                List.of());
    }

    private OpenLineage.RunEvent completeEvent(TrendJob.Result result) {
        OpenLineage.InputDataset input = input().facets(openLineage
                        .newDatasetFacetsBuilder()
                        .version(openLineage.newDatasetVersionDatasetFacet(
                                result.vintage() + "/" + result.run().inputFingerprint()))
                        .build())
                .inputFacets(openLineage
                        .newInputDatasetInputFacetsBuilder()
                        .inputStatistics(openLineage.newInputStatisticsInputDatasetFacet(
                                result.run().rowsRead(), null, null))
                        .build())
                .build();
        List<OpenLineage.OutputDataset> outputs = new ArrayList<>();
        for (SinkAddress sink : config.publishing().sinks()) {
            for (Table table : PublishedTables.of(config.metrics())) {
                Long rows = result.tables().get(table.name());
                if (rows != null) {
                    outputs.add(output(
                            sink.choose(new DatasetNames(table)),
                            table,
                            rows,
                            result.run().id()));
                }
            }
        }
        return event(OpenLineage.RunEvent.EventType.COMPLETE, runFacets(), List.of(input), outputs);
    }

    private OpenLineage.RunEvent event(
            OpenLineage.RunEvent.EventType type,
            OpenLineage.RunFacetsBuilder facets,
            List<OpenLineage.InputDataset> inputs,
            List<OpenLineage.OutputDataset> outputs) {
        return openLineage
                .newRunEventBuilder()
                .eventType(type)
                .eventTime(clock.instant().atZone(ZoneOffset.UTC))
                .run(openLineage
                        .newRunBuilder()
                        .runId(lineageRunId)
                        .facets(facets.build())
                        .build())
                .job(openLineage
                        .newJobBuilder()
                        .namespace(namespace)
                        .name("compute-trends.run")
                        .facets(openLineage
                                .newJobFacetsBuilder()
                                .jobType(openLineage
                                        .newJobTypeJobFacetBuilder()
                                        .processingType("BATCH")
                                        .integration("SPARK")
                                        .jobType("JOB")
                                        .build())
                                .build())
                        .build())
                .inputs(inputs)
                .outputs(outputs)
                .build();
    }

    private OpenLineage.RunFacetsBuilder runFacets() {
        return openLineage
                .newRunFacetsBuilder()
                .processing_engine(openLineage.newProcessingEngineRunFacet(
                        package$.MODULE$.SPARK_VERSION(), "spark", ProgramVersion.current()));
    }

    private OpenLineage.InputDatasetBuilder input() {
        DatasetName dataset = datasetInFolder(InputFiles.path(config.input()).toString());
        return openLineage
                .newInputDatasetBuilder()
                .namespace(dataset.namespace())
                .name(dataset.name());
    }

    private OpenLineage.OutputDataset output(DatasetName dataset, Table table, long rows, String version) {
        return openLineage
                .newOutputDatasetBuilder()
                .namespace(dataset.namespace())
                .name(dataset.name())
                .facets(openLineage
                        .newDatasetFacetsBuilder()
                        .version(openLineage.newDatasetVersionDatasetFacet(version))
                        .schema(openLineage.newSchemaDatasetFacet(table.warehouseColumns().stream()
                                .map(column -> openLineage
                                        .newSchemaDatasetFacetFieldsBuilder()
                                        .name(column.name())
                                        .type(column.type().sql())
                                        .description(column.meaning())
                                        .build())
                                .toList()))
                        .build())
                .outputFacets(openLineage
                        .newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(openLineage.newOutputStatisticsOutputDatasetFacet(rows, null, null))
                        .build())
                .build();
    }

    /**
     * The identity of a dataset in OpenLineage.
     *
     * @param namespace the system that stores the dataset
     * @param name the name in that system
     */
    private record DatasetName(String namespace, String name) {}

    /** The identity of a table in a sink. Each kind of sink has a method. */
    private final class DatasetNames implements SinkAddress.Cases<DatasetName> {
        private final String table;

        DatasetNames(Table table) {
            this.table = table.name();
        }

        @Override
        public DatasetName parquet(SinkAddress.Parquet address) {
            // All versions have this name. If the file system has no links, there is no folder of this name.
            return datasetInFolder(config.output() + "/tables/" + table);
        }

        @Override
        public DatasetName iceberg(SinkAddress.Iceberg address) {
            return datasetInFolder(address.warehouse() + "/" + address.namespace() + "/" + table);
        }

        @Override
        public DatasetName namedIceberg(SinkAddress.NamedIceberg address) {
            return new DatasetName("iceberg://" + address.catalog(), address.namespace() + "." + table);
        }

        @Override
        public DatasetName catalog(SinkAddress.Catalog address) {
            return address.location()
                    .map(location -> datasetInFolder(location + "/" + table))
                    .orElseGet(() -> new DatasetName("catalog://" + address.catalog(), address.schema() + "." + table));
        }

        @Override
        public DatasetName postgres(SinkAddress.Postgres address) {
            String server = address.server().matches(".*:[0-9]+") ? address.server() : address.server() + ":5432";
            return new DatasetName("postgres://" + server, address.database() + "." + address.schema() + "." + table);
        }
    }

    /** The identity of a folder on any file system. */
    private DatasetName datasetInFolder(String folder) {
        URI uri = qualified(new Path(folder)).toUri();
        return switch (uri.getScheme()) {
            case "file" -> new DatasetName("file", uri.getPath());
            case "s3", "s3a", "s3n" ->
                new DatasetName("s3://" + uri.getAuthority(), uri.getPath().substring(1));
            default -> new DatasetName(uri.getScheme() + "://" + uri.getAuthority(), uri.getPath());
        };
    }

    /**
     * A path with scheme and host. For an absolute path, the file system is not opened, because it may need
     * credentials.
     */
    private Path qualified(Path path) {
        if (path.isUriPathAbsolute()) {
            return path.makeQualified(FileSystem.getDefaultUri(hadoop), new Path("/"));
        }
        try {
            return path.getFileSystem(hadoop).makeQualified(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
