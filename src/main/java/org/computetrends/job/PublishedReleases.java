package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.Metric;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.ReleaseConverter;
import org.computetrends.publish.PublishedVintage;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReleasesTable;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Loads the published releases of a vintage on the driver.
 *
 * @param metrics the metrics to load. A metric that the publication lacks has a null value in every release
 * @param limit the most releases that may be in memory
 */
record PublishedReleases(List<Metric> metrics, long limit) {
    /** The releases; empty if the publication has none or too many. */
    Optional<LoadedVintage> load(PublishedVintage publication) {
        Table table = ReleasesTable.of(metrics);
        // Rows beyond the limit are counted but not kept.
        long[] rowsRead = {0};
        PublishedTable releases = publication.read(table, row -> rowsRead[0]++ < limit);
        if (releases.rowsPublished() == 0 || releases.rowsPublished() > limit) {
            return Optional.empty();
        }
        StructType schema = CuratedRelease.schema(metrics);
        return Optional.of(new LoadedVintage(
                publication.vintage(),
                new ReleaseConverter(metrics)
                        .converted(releases.rows().stream()
                                .map(row -> new CuratedRelease(
                                        row.requireText(ReleasesTable.RELEASE_ID), curatedRow(row, table, schema)))
                                .toList())));
    }

    private Row curatedRow(PublishedRow row, Table table, StructType schema) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (Column column : CanonicalRelease.COLUMNS) {
            boolean isInTable = table.warehouseColumn(column.name()).isPresent();
            cells.add(isInTable ? sparkValue(row.value(column.name())) : null);
        }
        metrics.forEach(metric -> cells.add(row.number(metric.id())));
        return new GenericRowWithSchema(cells.toArray(), schema);
    }

    /** Converts a cell to what a Spark row contains: a Java list becomes a Scala sequence. */
    private static @Nullable Object sparkValue(@Nullable Object value) {
        return value instanceof List<?> list
                ? CollectionConverters.asScala(list).toSeq()
                : value;
    }
}
