package org.computetrends.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.computetrends.domain.Metric;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;

/**
 * SQL for what the job's scans compute in addition to trends: a digest of every row, the largest and smallest release
 * of each day, values by attribute, and counts of values by quarter and half order of magnitude with the largest
 * release of each.
 */
final class ExtraSql {
    private final ReleaseSql releases;

    ExtraSql(ReleaseSql releases) {
        this.releases = releases;
    }

    /** The columns that the first scan reads: all. */
    static List<String> columns() {
        return CanonicalRelease.COLUMNS.stream().map(Column::name).toList();
    }

    /** The aggregates of the first scan in addition to the daily moments. */
    String aggregates() {
        List<String> aggregates = new ArrayList<>();
        aggregates.add("sum(hash(" + String.join(", ", columns()) + ")) as digest");
        for (Metric metric : releases.measured()) {
            for (String extreme : List.of("max", "min")) {
                aggregates.add("arg_%1$s(model, y_%2$s) as %1$s_%2$s".formatted(extreme, metric.id()));
            }
            aggregates.add("min(y_%1$s) as least_%1$s".formatted(metric.id()));
        }
        return String.join(",\n  ", aggregates);
    }

    /** Statements of the tables {@code attributes} and {@code densities}. */
    List<String> statements() {
        return List.of(
                releases.soundRows("described", List.of(CanonicalRelease.DOMAINS, CanonicalRelease.MODEL)),
                attributes(),
                densities());
    }

    private String attributes() {
        String counts = releases.measured().stream()
                .map(metric -> "count(y_%1$s) as n_%1$s".formatted(metric.id()))
                .collect(Collectors.joining(", "));
        String sums = releases.measured().stream()
                .map(metric -> "sum(n_%1$s) as n_%1$s".formatted(metric.id()))
                .collect(Collectors.joining(", "));
        return """
                create temp table attributes as select lower(trim(domain)) as domain, %s
                from (select unnest(domains) as domain, * exclude (domains)
                  from (select domains, %s from described group by domains)) group by all""".formatted(sums, counts);
    }

    /** Covers every metric, including those computed from several columns. */
    private String densities() {
        String values = releases.metrics().stream()
                .map(metric -> releases.measured().contains(metric)
                        ? "y_" + metric.id()
                        : "case when is_used and %1$s then log10(%2$s) end"
                                .formatted(ReleaseSql.isUsable("(" + metric.expression() + ")"), metric.expression()))
                .collect(Collectors.joining(",\n    "));
        return """
                create temp table densities as
                select metric, quarter, half_orders, count(*) as n, max(y) as largest, arg_max(model, y) as model
                from (select quarter, metric, floor(2 * y)::int as half_orders, y, model
                  from (select year(date) * 4 + quarter(date) as quarter, model, unnest(ys) as y, unnest(range(%d)) as metric
                    from (select date '2000-01-01' + d as date, model, [%s] as ys from described))
                  where y is not null)
                group by all""".formatted(releases.metrics().size(), values);
    }
}
