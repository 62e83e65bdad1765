package org.computetrends.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.UserException;
import org.computetrends.publish.PublishedFolder;
import org.computetrends.table.DataDictionary;
import org.computetrends.table.DbtSources;
import org.computetrends.table.PostgresDdl;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "tables",
        description =
                "Describes the tables, or lists the folders that have their rows. Descriptions are a data dictionary"
                        + " (markdown), DDL (postgres, spark) or sources of dbt (dbt).",
        footer = {
            "  compute-trends tables --format markdown > docs/data-dictionary.md",
            "  compute-trends tables --format postgres --schema trends | psql",
            "  compute-trends tables --format dbt --schema trends > jobs/dbt/models/sources.yml",
            "  compute-trends tables --paths --output hdfs://host/trends"
        })
final class TablesCommand extends Subcommand {
    /** The values of {@code --format}; the constants are in lower case because Picocli shows them. */
    enum Format {
        markdown,
        postgres,
        spark,
        dbt,
        json
    }

    @Mixin
    private ConfigurationOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "Where the tables were published, for --paths.")
    private @Nullable String output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}; json only with --paths.")
    private @Nullable Format format;

    @Option(
            names = "--paths",
            description =
                    "Prints, for each table and vintage published in the output, the folder that has its rows: as lines"
                            + " of table, vintage and folder with tabs between them, or as JSON.")
    private boolean listsPaths;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "trends",
            description = "The schema of the tables, for postgres, spark and dbt; ${DEFAULT-VALUE} if not given.")
    private String schema;

    @Override
    void run(PrintWriter out) {
        options.set("output", output);
        TrendConfig config = options.load();
        List<Table> tables = PublishedTables.of(config.metrics());
        if (listsPaths) {
            printFolders(
                    new PublishedFolder(Machine.prepareHadoop(config.output()), config.output()).rowsFolders(tables),
                    out);
        } else {
            printDescriptions(tables, out);
        }
    }

    private void printFolders(List<PublishedFolder.RowsFolder> folders, PrintWriter out) {
        if (format == null) {
            folders.forEach(
                    folder -> out.print(folder.table() + "\t" + folder.vintage() + "\t" + folder.folder() + "\n"));
        } else if (format == Format.json) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            folders.forEach(folder -> array.addObject()
                    .put("table", folder.table())
                    .put("vintage", folder.vintage().toString())
                    .put("folder", folder.folder()));
            out.println(array.toPrettyString());
        } else {
            throw UserException.usage("--paths has no --format " + format + ": leave it out, or say json");
        }
    }

    private void printDescriptions(List<Table> tables, PrintWriter out) {
        if (format == Format.json) {
            throw UserException.usage("--format json needs --paths");
        }
        if (format == null) {
            throw UserException.usage("give --format (markdown, postgres, spark or dbt) or --paths");
        }
        if (schema.isBlank()) {
            throw UserException.usage("--schema must not be blank");
        }
        switch (format) {
            case markdown -> out.print(DataDictionary.markdown(tables));
            case postgres ->
                tables.forEach(table ->
                        PostgresDdl.statements(schema, table).forEach(statement -> out.print(statement + ";\n")));
            case spark ->
                tables.forEach(table -> out.print(SparkDdl.statement(
                                SparkDdl.quoted(schema) + "." + SparkDdl.quoted(table.name()),
                                Optional.of("parquet"),
                                table)
                        + ";\n"));
            case dbt -> out.print(DbtSources.yaml(schema, tables));
            case json -> throw new IllegalStateException("checked above");
        }
    }
}
