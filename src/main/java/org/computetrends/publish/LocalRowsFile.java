package org.computetrends.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetCompressionCodec;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows in the driver's memory as one Parquet file. The file equals the one that Spark would write ({@link
 * RowWriteSupport}), but needs no Spark job, which would take at least a tenth of a second.
 */
final class LocalRowsFile {
    private static final String CODEC = "spark.sql.parquet.compression.codec";

    private LocalRowsFile() {}

    /**
     * The settings on which the files depend.
     *
     * @param codec Spark's name of the compression codec
     * @param sparkVersion the version written into the footer
     */
    record Settings(Configuration hadoop, String codec, String sparkVersion) {
        static Settings of(SparkSession session) {
            return new Settings(
                    session.sparkContext().hadoopConfiguration(), session.conf().get(CODEC), session.version());
        }
    }

    /**
     * Writes rows, ordered by the table's key, to {@code NAME.parquet} in a folder.
     *
     * @throws IOException when the file cannot be written or already exists
     */
    static void write(Settings settings, TableRows.InMemory rows, String name, Path folder) throws IOException {
        StructType schema = rows.table().schema();
        List<Row> orderedRows = new ArrayList<>(rows.rows());
        orderedRows.sort(new KeyOrder(schema, rows.table().key()));
        Configuration configuration = settings.hadoop();
        FileSystem fileSystem = folder.getFileSystem(configuration);
        fileSystem.mkdirs(folder);
        // No checksum files next to the data: Parquet has its own checksums.
        fileSystem.setWriteChecksum(false);
        try (ParquetWriter<Row> writer = new Builder(
                        HadoopOutputFile.fromPath(new Path(folder, name + ".parquet"), configuration),
                        new RowWriteSupport(schema, settings.sparkVersion()))
                .withConf(configuration)
                .withCompressionCodec(
                        ParquetCompressionCodec.fromString(settings.codec()).getCompressionCodec())
                .build()) {
            for (Row row : orderedRows) {
                writer.write(row);
            }
        }
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private final RowWriteSupport support;

        Builder(HadoopOutputFile file, RowWriteSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Parquet declares only this overload abstract
        protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
            return support;
        }
    }
}
