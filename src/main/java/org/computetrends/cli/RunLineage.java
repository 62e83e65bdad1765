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
 * Reports a run to OpenLineage, if {@link LineageRequest} decides so: its start, and at its end the dataset of releases
 * with its fingerprint, and each table of each sink with its columns and number of rows. OpenLineage's listener for
 * Spark cannot report the tables, because most of them are written without a Spark job.
 *
 * <p>Datasets in files and PostgreSQL have the names that <a href="https://openlineage.io/docs/spec/naming">OpenLineage
 * defines</a>; tables of named catalogs have names of our own. If an event cannot be delivered, that is logged and the
 * run goes on.
 */
final class RunLineage {
    private static final Logger LOG = LoggerFactory.getLogger(RunLineage.class);

    private final OpenLineage events =
            new OpenLineage(URI.create("pkg:generic/compute-trends@" + ProgramVersion.current()));
    private final UUID id = UUIDUtils.generateNewUUID();
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

    /** Runs a job and reports it to the receiver that the environment sets. */
    TrendJob.Result recorded(Supplier<TrendJob.Result> job) {
        OpenLineageClient client;
        try {
            client = Clients.newClient();
        } catch (RuntimeException e) {
            warn(e);
            return job.get();
        }
        try {
            return recorded(client::emit, job);
        } finally {
            close(client);
        }
    }

    TrendJob.Result recorded(Consumer<OpenLineage.RunEvent> receiver, Supplier<TrendJob.Result> job) {
        report(
                receiver,
                () -> event(OpenLineage.RunEvent.EventType.START, facets(), List.of(input().build()), List.of()));
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
                facets().errorMessage(events.newErrorMessageRunFacet(
                        Redaction.text(String.valueOf(failure.getMessage())), "JAVA", null)),
                List.of(input().build()),
                List.of());
    }

    private OpenLineage.RunEvent completeEvent(TrendJob.Result result) {
        OpenLineage.InputDataset input = input().facets(events.newDatasetFacetsBuilder()
                        .version(events.newDatasetVersionDatasetFacet(
                                result.vintage() + "/" + result.run().inputFingerprint()))
                        .build())
                .inputFacets(events.newInputDatasetInputFacetsBuilder()
                        .inputStatistics(events.newInputStatisticsInputDatasetFacet(
                                result.run().rowsRead(), null, null))
                        .build())
                .build();
        List<OpenLineage.OutputDataset> outputs = new ArrayList<>();
        for (SinkAddress sink : config.publishing().sinks()) {
            for (Table table : PublishedTables.of(config.metrics())) {
                Long rows = result.tables().get(table.name());
                if (rows != null) {
                    outputs.add(output(
                            sink.choose(new PlaceOf(table)),
                            table,
                            rows,
                            result.run().id()));
                }
            }
        }
        return event(OpenLineage.RunEvent.EventType.COMPLETE, facets(), List.of(input), outputs);
    }

    private OpenLineage.RunEvent event(
            OpenLineage.RunEvent.EventType type,
            OpenLineage.RunFacetsBuilder facets,
            List<OpenLineage.InputDataset> inputs,
            List<OpenLineage.OutputDataset> outputs) {
        return events.newRunEventBuilder()
                .eventType(type)
                .eventTime(clock.instant().atZone(ZoneOffset.UTC))
                .run(events.newRunBuilder().runId(id).facets(facets.build()).build())
                .job(events.newJobBuilder()
                        .namespace(namespace)
                        .name("compute-trends.run")
                        .facets(events.newJobFacetsBuilder()
                                .jobType(events.newJobTypeJobFacetBuilder()
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

    private OpenLineage.RunFacetsBuilder facets() {
        return events.newRunFacetsBuilder()
                .processing_engine(events.newProcessingEngineRunFacet(
                        package$.MODULE$.SPARK_VERSION(), "spark", ProgramVersion.current()));
    }

    private OpenLineage.InputDatasetBuilder input() {
        Place place = files(InputFiles.path(config.input()).toString());
        return events.newInputDatasetBuilder().namespace(place.namespace()).name(place.name());
    }

    private OpenLineage.OutputDataset output(Place place, Table table, long rows, String version) {
        return events.newOutputDatasetBuilder()
                .namespace(place.namespace())
                .name(place.name())
                .facets(events.newDatasetFacetsBuilder()
                        .version(events.newDatasetVersionDatasetFacet(version))
                        .schema(events.newSchemaDatasetFacet(table.warehouseColumns().stream()
                                .map(column -> events.newSchemaDatasetFacetFieldsBuilder()
                                        .name(column.name())
                                        .type(column.type().sql())
                                        .description(column.meaning())
                                        .build())
                                .toList()))
                        .build())
                .outputFacets(events.newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(events.newOutputStatisticsOutputDatasetFacet(rows, null, null))
                        .build())
                .build();
    }

    /**
     * The identity of a dataset in OpenLineage.
     *
     * @param namespace the system that stores the dataset
     * @param name the name in that system
     */
    private record Place(String namespace, String name) {}

    /** The dataset of a table, by kind of sink. */
    private final class PlaceOf implements SinkAddress.Cases<Place> {
        private final String table;

        PlaceOf(Table table) {
            this.table = table.name();
        }

        @Override
        public Place parquet(SinkAddress.Parquet address) {
            return files(config.output() + "/tables/" + table);
        }

        @Override
        public Place iceberg(SinkAddress.Iceberg address) {
            return files(address.warehouse() + "/" + address.namespace() + "/" + table);
        }

        @Override
        public Place namedIceberg(SinkAddress.NamedIceberg address) {
            return new Place("iceberg://" + address.catalog(), address.namespace() + "." + table);
        }

        @Override
        public Place catalog(SinkAddress.Catalog address) {
            return address.location()
                    .map(location -> files(location + "/" + table))
                    .orElseGet(() -> new Place("catalog://" + address.catalog(), address.schema() + "." + table));
        }

        @Override
        public Place postgres(SinkAddress.Postgres address) {
            String server = address.server().matches(".*:[0-9]+") ? address.server() : address.server() + ":5432";
            return new Place("postgres://" + server, address.database() + "." + address.schema() + "." + table);
        }
    }

    private Place files(String folder) {
        URI uri = qualified(new Path(folder)).toUri();
        return switch (uri.getScheme()) {
            case "file" -> new Place("file", uri.getPath());
            case "s3", "s3a", "s3n" ->
                new Place("s3://" + uri.getAuthority(), uri.getPath().substring(1));
            default -> new Place(uri.getScheme() + "://" + uri.getAuthority(), uri.getPath());
        };
    }

    /** A path with its file system. An absolute path needs no access to the file system. */
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
