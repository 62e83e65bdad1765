package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.computetrends.table.DataDictionary;
import org.computetrends.table.DbtSources;
import org.computetrends.table.PostgresDdl;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tables}: what the tables are, for people and for the systems that load them. */
@Command(
        name = "tables",
        description = "Prints the tables: as a dictionary for people, as DDL, or as sources of dbt.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  compute-trends tables --format markdown > docs/data-dictionary.md",
            "  compute-trends tables --format postgres --schema trends | psql",
            "  compute-trends tables --format dbt --schema trends > models/sources.yml"
        })
final class TablesCommand implements Callable<Integer> {

    /** What they can be printed as. */
    enum Format {
        markdown,
        postgres,
        spark,
        dbt
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private Format format;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "trends",
            description = "The schema of the tables, and the source's name in dbt; ${DEFAULT-VALUE} if not given.")
    private String schema;

    @Override
    public Integer call() {
        List<Table> tables = PublishedTables.of(options.load().metrics());
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case markdown -> out.print(DataDictionary.markdown(tables));
            case postgres ->
                tables.forEach(table ->
                        PostgresDdl.statements(schema, table).forEach(statement -> out.print(statement + ";\n")));
            case spark ->
                tables.forEach(table -> out.print(SparkDdl.statement(
                                SparkDdl.quoted(schema) + "." + SparkDdl.quoted(table.name()), "parquet", table)
                        + ";\n"));
            case dbt -> out.print(DbtSources.yaml(schema, tables));
        }
        out.flush();
        return 0;
    }
}
