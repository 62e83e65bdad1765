package org.computetrends.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.UserException;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.RejectsTable;

/**
 * Reads a published CSV file of releases into the canonical schema, for imports.
 *
 * <p>Every record after the header becomes a row of the result. An unreadable cell becomes null, and a row of the
 * rejects has its text. A record with a wrong number of cells becomes a row without a name, which curation rejects; a
 * row of the rejects has the reason. Quoted cells may span lines. A byte-order mark is ignored. The header is record 1.
 */
public record CsvReleaseReader(ColumnMapping mapping, CellParser cells, TextEncoding encoding) {

    private static final String RECORD_NUMBER = "_row";

    private static final StructType PARSED_SCHEMA = new StructType()
            .add("release", CanonicalRelease.schema())
            .add("rejects", DataTypes.createArrayType(RejectsTable.REJECTS.ownSchema()));

    /**
     * The result of a read.
     *
     * @param releases rows of the canonical schema, in the file's order
     * @param rejects rows of the rejects table, one for each unreadable cell and each record with a wrong number of
     *     cells
     * @param columns the names in the header
     * @param warnings a message for each column that is unknown, missing or ambiguous
     */
    public record Result(Dataset<Row> releases, Dataset<Row> rejects, List<String> columns, List<String> warnings) {}

    /**
     * Reads a file.
     *
     * @param file a path on any file system that Hadoop supports
     * @throws UserException when the file is missing, empty or in another encoding, or lacks a required column
     */
    public Result read(SparkSession session, String file) {
        Path path = InputFiles.requireFile(session, file).getPath();
        String name = path.getName();
        encoding.require(session, path);
        List<String> columns = new CsvFile(path, encoding).header(session);
        ColumnMapping.Bindings bindings = mapping.bind(name, columns, Set.of());
        // The ids count the file's records from 0, because Spark reads a multi-line CSV file in one task.
        Dataset<Row> texts = CsvFile.cells(encoding.session(session), columns)
                .option("encoding", encoding.charset().name())
                .csv(InputFiles.literal(path))
                .withColumn(RECORD_NUMBER, monotonically_increasing_id().plus(1))
                .filter(col(RECORD_NUMBER).gt(1));
        CsvRowParser parser = new CsvRowParser(name, columns, bindings.bindings(), mapping, cells);
        Dataset<Row> parsedRows = texts.map((MapFunction<Row, Row>) parser::parse, Encoders.row(PARSED_SCHEMA));
        return new Result(
                parsedRows.select("release.*"),
                parsedRows.select(explode(col("rejects")).as("reject")).select("reject.*"),
                columns,
                ColumnMapping.Bindings.warnings(List.of(bindings)));
    }

    /** Whether a row of the rejects is about a quote that is never closed. The records after it are then unreliable. */
    public static Column isUnclosed() {
        return col(RejectsTable.MESSAGE).endsWith(CsvFile.UNCLOSED);
    }
}
