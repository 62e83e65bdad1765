package org.computetrends.ingest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.ColumnBatches;
import org.computetrends.sql.ReleaseRows;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReadColumns;
import org.computetrends.table.RejectsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of small Parquet files, which this process reads without a Spark job. If that fails, Spark reads the files
 * and reports the fault.
 *
 * @param part the files, for which {@link #canRead} is true
 * @param folder the name of the folder of the files, or of the file itself
 * @param inSpark the same rows, as Spark reads them
 */
record LocalRows(SparkAccess spark, ParquetPart part, String folder, Supplier<Dataset<Row>> inSpark)
        implements ReleaseRows {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRows.class);

    /**
     * Whether this process can read the files of a part. The files must be small and directly in the folder.
     * Spark's vectorized reader must support them without special settings. No field may be read by presence, and the
     * only conversion allowed is that of integers or floats to doubles.
     *
     * @param folder the folder of the files, or the file itself
     * @param maxBytes the maximum total size of the files
     */
    static boolean canRead(SparkAccess spark, ParquetPart part, Path folder, long maxBytes) {
        StructType schema = part.schema();
        boolean isSmall = part.files().stream().mapToLong(FileStatus::getLen).sum() <= maxBytes;
        boolean isFlat = part.files().stream()
                .map(FileStatus::getPath)
                .allMatch(file -> file.equals(folder) || folder.equals(file.getParent()));
        return isSmall
                && isFlat
                && part.isReadableByDefault()
                && FileBatches.canRead(spark, schema)
                && part.bindings().stream()
                        .allMatch(binding -> binding.reading() == ColumnMapping.Reading.VALUE
                                && isConvertible(
                                        schema.apply(binding.column()).dataType(),
                                        binding.field().type()));
    }

    private static boolean isConvertible(DataType fileType, DataType canonicalType) {
        if (canonicalType instanceof ArrayType) {
            return fileType instanceof ArrayType array && array.elementType().equals(DataTypes.StringType);
        }
        return fileType.equals(canonicalType)
                || (canonicalType.equals(DataTypes.DoubleType)
                        && (fileType instanceof IntegralType || fileType.equals(DataTypes.FloatType)));
    }

    @Override
    public Dataset<Row> dataset() {
        return inSpark.get();
    }

    @Override
    public <P extends Serializable, F extends ColumnBatches.Fold<F>> F fold(
            List<String> columns, P plan, ColumnBatches.TaskFactory<P, F> factory) {
        try {
            // Row numbers stated in the published file are always read, because the source file depends on them.
            StructType fileSchema =
                    new StructType(Stream.concat(columns.stream(), Stream.of(CanonicalRelease.SOURCE_ROW))
                            .map(part::binding)
                            .filter(Objects::nonNull)
                            .map(ColumnMapping.Binding::column)
                            .distinct()
                            .map(part.schema()::apply)
                            .toArray(StructField[]::new));
            FileBatches batches = new FileBatches(spark, fileSchema);
            F fold = factory.create(plan);
            for (FileStatus file : part.files()) {
                FileConverter converter = new FileConverter(file, columns, fileSchema);
                batches.forEach(file, batch -> fold.add(converter.convert(batch)));
            }
            return fold;
        } catch (FileBatches.Unreadable e) {
            LOG.info("Spark reads {}, because this process could not: {}", folder, String.valueOf(e.getMessage()));
        }
        return ReleaseRows.of(inSpark).fold(columns, plan, factory);
    }

    /**
     * Converts the batches of a file, in order, to batches of canonical columns. The values equal those of {@link
     * CanonicalColumns}, which converts columns in Spark.
     */
    private final class FileConverter {
        private final UTF8String path;
        private final UTF8String fileName;
        private final List<String> columns;
        private final StructType fileSchema;

        /** The number of rows in the batches converted so far. */
        private long rowsBefore;

        FileConverter(FileStatus file, List<String> columns, StructType fileSchema) {
            String encodedPath = SparkPath.fromFileStatus(file).urlEncoded();
            this.path = UTF8String.fromString(encodedPath);
            this.fileName = UTF8String.fromString(encodedPath.substring(encodedPath.lastIndexOf('/') + 1));
            this.columns = columns;
            this.fileSchema = fileSchema;
        }

        ColumnarBatch convert(ColumnarBatch batch) {
            ColumnarBatch canonical = new ColumnarBatch(
                    columns.stream().map(name -> column(name, batch)).toArray(ColumnVector[]::new), batch.numRows());
            rowsBefore += batch.numRows();
            return canonical;
        }

        private ColumnVector column(String name, ColumnarBatch batch) {
            int rows = batch.numRows();
            return switch (name) {
                case ReadColumns.FILE -> constant(path, rows);
                case ReadColumns.ROW_INDEX -> indices(rows);
                case ReadColumns.STATED_ROW -> field(CanonicalRelease.SOURCE_ROW, batch);
                case CanonicalRelease.SOURCE_ROW -> sourceRows(field(CanonicalRelease.SOURCE_ROW, batch), rows);
                // canRead requires types of which every value fits its field.
                case ReadColumns.UNREADABLE -> nulls(ReadColumns.UNREADABLE_TYPE, rows);
                case RejectsTable.SOURCE_FILE -> sourceFiles(field(CanonicalRelease.SOURCE_ROW, batch), rows);
                default -> field(name, batch);
            };
        }

        /** The values of a canonical field. */
        private ColumnVector field(String field, ColumnarBatch batch) {
            DataType type = CanonicalRelease.column(field).orElseThrow().type();
            ColumnMapping.Binding binding = part.binding(field);
            if (binding == null) {
                return nulls(type, batch.numRows());
            }
            ColumnVector column = batch.column(fileSchema.fieldIndex(binding.column()));
            // Types of arrays may differ in whether elements can be null, which does not matter.
            boolean hasFieldType =
                    type instanceof ArrayType || column.dataType().equals(type);
            return hasFieldType ? column : doubles(column, batch.numRows());
        }

        private static OnHeapColumnVector doubles(ColumnVector numbers, int rows) {
            OnHeapColumnVector doubles = new OnHeapColumnVector(rows, DataTypes.DoubleType);
            DataType type = numbers.dataType();
            IntToDoubleFunction number = type.equals(DataTypes.LongType)
                    ? numbers::getLong
                    : type.equals(DataTypes.IntegerType)
                            ? numbers::getInt
                            : type.equals(DataTypes.ShortType)
                                    ? numbers::getShort
                                    : type.equals(DataTypes.ByteType) ? numbers::getByte : numbers::getFloat;
            for (int row = 0; row < rows; row++) {
                if (numbers.isNullAt(row)) {
                    doubles.putNull(row);
                } else {
                    doubles.putDouble(row, number.applyAsDouble(row));
                }
            }
            return doubles;
        }

        private static ConstantColumnVector nulls(DataType type, int rows) {
            ConstantColumnVector nulls = new ConstantColumnVector(rows, type);
            nulls.setNull();
            return nulls;
        }

        /** The index of each row of the batch in the file. */
        private OnHeapColumnVector indices(int rows) {
            OnHeapColumnVector indices = new OnHeapColumnVector(rows, DataTypes.LongType);
            for (int row = 0; row < rows; row++) {
                indices.putLong(row, rowsBefore + row);
            }
            return indices;
        }

        /** The number of each row: the stated number, or else the index in the file. */
        private ColumnVector sourceRows(ColumnVector statedColumn, int rows) {
            OnHeapColumnVector sources = indices(rows);
            for (int row = 0; row < rows; row++) {
                if (!statedColumn.isNullAt(row)) {
                    sources.putLong(row, statedColumn.getLong(row));
                }
            }
            return sources;
        }

        /** The source file of each row: the folder if the row states its number, or else the file's name. */
        private ColumnVector sourceFiles(ColumnVector statedColumn, int rows) {
            byte[] sourceOfStated = folder.getBytes(StandardCharsets.UTF_8);
            byte[] sourceOfOthers = fileName.getBytes();
            OnHeapColumnVector sources = new OnHeapColumnVector(rows, DataTypes.StringType);
            for (int row = 0; row < rows; row++) {
                sources.putByteArray(row, statedColumn.isNullAt(row) ? sourceOfOthers : sourceOfStated);
            }
            return sources;
        }

        private static ConstantColumnVector constant(UTF8String text, int rows) {
            ConstantColumnVector constant = new ConstantColumnVector(rows, DataTypes.StringType);
            constant.setUtf8String(text);
            return constant;
        }
    }
}
