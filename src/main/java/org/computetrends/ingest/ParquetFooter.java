package org.computetrends.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads the footer of a Parquet file. Bytes are read first and parsed afterwards, to distinguish I/O errors from a
 * damaged file. Parquet's own reader reports both in the same way.
 */
final class ParquetFooter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** The number of bytes after the footer: its length, then the magic number. */
    private static final int TAIL = 4 + 4;

    private ParquetFooter() {}

    /** Says that a file is not Parquet or is damaged. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        private Damaged(String message) {
            super(message);
        }
    }

    /**
     * Reads a file's footer.
     *
     * @throws IOException when the bytes cannot be read
     * @throws Damaged when the bytes are not a footer
     */
    static ParquetMetadata read(FileSystem fileSystem, FileStatus file) throws IOException, Damaged {
        long length = file.getLen();
        if (length < MAGIC.length + TAIL) {
            throw new Damaged("it has " + length + " bytes, fewer than any Parquet file");
        }
        byte[] footer;
        try (FSDataInputStream stream = fileSystem.open(file.getPath())) {
            byte[] tail = new byte[TAIL];
            stream.readFully(length - TAIL, tail);
            if (!Arrays.equals(tail, 4, TAIL, MAGIC, 0, MAGIC.length)) {
                throw new Damaged("it does not end as Parquet files do: it is something else, or truncated");
            }
            long size = Integer.toUnsignedLong(
                    ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt());
            boolean fitsArray = size <= Integer.MAX_VALUE - 8;
            if (!fitsArray || size > length - MAGIC.length - TAIL) {
                throw new Damaged("its footer claims " + size + " bytes of " + length);
            }
            footer = new byte[(int) size];
            stream.readFully(length - TAIL - size, footer);
        }
        try {
            return new ParquetMetadataConverter()
                    .readParquetMetadata(new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
        } catch (IOException | RuntimeException e) { // damaged bytes make the parser fail in any way
            throw new Damaged("its footer is damaged: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
