package org.computetrends.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.UserException;

/**
 * The encoding of text files, with a check that a file has this encoding. A file with invalid bytes is rejected,
 * because replacement characters would corrupt names.
 *
 * @param isOption whether the command has the option {@code --encoding}, which messages then mention
 */
public record TextEncoding(Charset charset, boolean isOption) {

    /** The encoding of published files. */
    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, /* isOption= */ false);

    /** The number of bytes that are read at once. */
    private static final int BUFFER = 1 << 16;

    /**
     * A kind of file that is recognized by its first bytes.
     *
     * @param beginning the first bytes, in hexadecimal
     * @param description the kind, for messages
     */
    private record FileKind(String beginning, String description) {
        boolean isOf(byte[] head) {
            int length = Math.min(head.length, beginning.length() / 2);
            return HexFormat.of().formatHex(head, 0, length).equals(beginning);
        }
    }

    /** Files that are not text. */
    private static final List<FileKind> BINARY = List.of(
            new FileKind("504b0304", "a zip file or a spreadsheet workbook: export it as CSV"),
            new FileKind("504b0506", "a zip file: unpack it"),
            new FileKind("1f8b", "compressed with gzip: unpack it"),
            new FileKind("425a68", "compressed with bzip2: unpack it"),
            new FileKind("fd377a585a00", "compressed with xz: unpack it"),
            new FileKind("28b52ffd", "compressed with zstd: unpack it"),
            new FileKind("d0cf11e0a1b11ae1", "an old spreadsheet workbook: export it as CSV"),
            new FileKind("50415231", "Parquet: use the command run, which reads it directly"),
            new FileKind("25504446", "PDF"));

    /**
     * Encodings with a byte-order mark and code units of two or four bytes. UTF-32 comes first, because one of its
     * marks begins with a mark of UTF-16.
     */
    private static final List<FileKind> WIDE = List.of(
            new FileKind("fffe0000", "UTF-32"),
            new FileKind("0000feff", "UTF-32"),
            new FileKind("fffe", "UTF-16"),
            new FileKind("feff", "UTF-16"));

    /**
     * The encoding of a name, such as {@code UTF-8} or {@code windows-1252}.
     *
     * @throws UserException when Java does not support the encoding
     */
    public static TextEncoding of(String name) {
        try {
            return new TextEncoding(Charset.forName(name), /* isOption= */ true);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UserException.usage("--encoding " + name
                    + " is not an encoding that Java supports; it supports UTF-8, UTF-16,"
                    + " windows-1252 and ISO-8859-1, among others");
        }
    }

    /**
     * A session whose CSV reader supports this encoding. Spark supports seven encodings by default; a legacy setting
     * allows all of Java's.
     */
    SparkSession session(SparkSession session) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return session;
        }
        SparkSession clone = ((org.apache.spark.sql.classic.SparkSession) session).cloneSession();
        clone.conf().set("spark.sql.legacy.javaCharsets", true);
        return clone;
    }

    BufferedReader open(SparkSession session, Path path) throws IOException {
        return new BufferedReader(new InputStreamReader(stream(session, path), charset));
    }

    private static InputStream stream(SparkSession session, Path path) throws IOException {
        try {
            return InputFiles.fileSystem(session.sparkContext().hadoopConfiguration(), path)
                    .open(path);
        } catch (IllegalArgumentException e) { // Hadoop cannot form the name of the checksum file
            throw UserException.input("input " + path + " has a name that Hadoop cannot read: rename it", e);
        }
    }

    /**
     * Checks that a file is text in this encoding, up to its last byte.
     *
     * @throws UserException when the file is not text, is in another encoding, or has an invalid byte
     */
    void require(SparkSession session, Path path) {
        try (InputStream stream = stream(session, path)) {
            byte[] head = stream.readNBytes(BUFFER);
            kindOf(BINARY, head).ifPresent(kind -> {
                throw UserException.input("input " + path + " is not a text file: it is " + kind);
            });
            // UTF-16 also matches its variants, such as UTF-16LE and x-UTF-16LE-BOM.
            shownEncoding(head).filter(name -> !charset.name().contains(name)).ifPresent(name -> {
                throw UserException.input("input " + path + " is in " + name + ", not in " + charset.name() + ": "
                        + (isOption ? "use --encoding " + name : "convert it to UTF-8"));
            });
            requireValid(path, head, stream);
        } catch (IOException e) {
            throw InputFiles.unreadable(path, e);
        }
    }

    private static Optional<String> kindOf(List<FileKind> kinds, byte[] head) {
        return kinds.stream()
                .filter(kind -> kind.isOf(head))
                .map(FileKind::description)
                .findFirst();
    }

    /**
     * The multi-byte encoding that the first bytes show: by a byte-order mark, or by zero bytes, which single-byte text
     * does not have. Empty if they show none.
     */
    private static Optional<String> shownEncoding(byte[] head) {
        Optional<String> marked = kindOf(WIDE, head);
        if (marked.isPresent() || head.length < 4) {
            return marked;
        }
        // A bit for each of the first four bytes, set if the byte is zero: the text begins with ASCII characters.
        return switch ((head[0] == 0 ? 8 : 0)
                + (head[1] == 0 ? 4 : 0)
                + (head[2] == 0 ? 2 : 0)
                + (head[3] == 0 ? 1 : 0)) {
            case 0b1110 -> Optional.of("UTF-32BE");
            case 0b0111 -> Optional.of("UTF-32LE");
            case 0b1010 -> Optional.of("UTF-16BE");
            case 0b0101 -> Optional.of("UTF-16LE");
            default -> Optional.empty();
        };
    }

    /** Decodes a file to find invalid bytes: first the bytes that are read already, then the remainder. */
    private void requireValid(Path path, byte[] head, InputStream remainder) throws IOException {
        CharsetDecoder decoder = charset.newDecoder(); // reports invalid bytes, unlike the methods of String
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        ByteBuffer bytes = ByteBuffer.allocate(2 * BUFFER).put(head).flip();
        long bytesBefore = 0; // before those in the buffer
        long line = 1;
        boolean isEnd = false;
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, isEnd);
            characters.flip();
            line += characters.chars().filter(character -> character == '\n').count();
            characters.clear();
            if (result.isError()) {
                throw fault(path, bytes, result.length(), bytesBefore, line);
            }
            if (result.isUnderflow() && isEnd) {
                return;
            }
            if (result.isUnderflow()) {
                bytesBefore += bytes.position();
                bytes.compact();
                byte[] nextBytes = remainder.readNBytes(BUFFER);
                isEnd = nextBytes.length == 0;
                bytes.put(nextBytes).flip();
            }
        }
    }

    private UserException fault(Path path, ByteBuffer bytes, int length, long bytesBefore, long line) {
        byte[] invalidBytes = new byte[length];
        bytes.get(bytes.position(), invalidBytes);
        return UserException.input(String.format(
                Locale.ROOT,
                "input %s is not in %s: byte %d, in line %d, is 0x%s; %s",
                path,
                charset.name(),
                bytesBefore + bytes.position() + 1,
                line,
                HexFormat.of().withUpperCase().formatHex(invalidBytes),
                isOption ? "give its encoding with --encoding, such as windows-1252" : "convert it to UTF-8"));
    }
}
