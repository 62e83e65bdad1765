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
import java.nio.charset.CodingErrorAction;
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
 * The encoding of a text file, with the check that a file is in it. A file with invalid bytes is rejected, because
 * replacement characters would corrupt names.
 *
 * @param isOption whether the option {@code --encoding} may name another, for messages
 */
public record TextEncoding(Charset charset, boolean isOption) {

    /** The encoding of published files. */
    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, /* isOption= */ false);

    private static final int BUFFER = 1 << 16;

    /**
     * A kind of file that is recognized by its first bytes.
     *
     * @param beginning the first bytes, in hexadecimal
     */
    private record Kind(String beginning, String words) {
        boolean isOf(byte[] head) {
            int length = Math.min(head.length, beginning.length() / 2);
            return HexFormat.of().formatHex(head, 0, length).equals(beginning);
        }
    }

    private static final List<Kind> BINARY = List.of(
            new Kind("504b0304", "a zip file or a spreadsheet workbook: export it as CSV"),
            new Kind("504b0506", "a zip file: unpack it"),
            new Kind("1f8b", "compressed with gzip: unpack it"),
            new Kind("425a68", "compressed with bzip2: unpack it"),
            new Kind("fd377a585a00", "compressed with xz: unpack it"),
            new Kind("28b52ffd", "compressed with zstd: unpack it"),
            new Kind("d0cf11e0a1b11ae1", "an old spreadsheet workbook: export it as CSV"),
            new Kind("50415231", "Parquet, which run reads as it is"),
            new Kind("25504446", "PDF"));

    private static final List<Kind> WIDE = List.of(
            new Kind("fffe0000", "UTF-32"),
            new Kind("0000feff", "UTF-32"),
            new Kind("fffe", "UTF-16"),
            new Kind("feff", "UTF-16"));

    /**
     * The encoding of a name, such as {@code UTF-8} or {@code windows-1252}.
     *
     * @throws UserException when Java does not support it
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
            return InputPaths.fileSystem(session, path).open(path);
        } catch (IllegalArgumentException e) { // the local file system derives another name from it
            throw UserException.input("input " + path + " has a name that Hadoop cannot read: rename it", e);
        }
    }

    /**
     * Checks every byte of a file.
     *
     * @throws UserException with the position of the first byte that is invalid in this encoding
     */
    void require(SparkSession session, Path path) {
        try (InputStream stream = stream(session, path)) {
            byte[] head = stream.readNBytes(BUFFER);
            kind(BINARY, head).ifPresent(words -> {
                throw UserException.input("input " + path + " is not a text file: it is " + words);
            });
            otherEncoding(head).filter(name -> !charset.name().startsWith(name)).ifPresent(name -> {
                throw UserException.input("input " + path + " is in " + name + ", not in " + charset.name() + ": "
                        + (isOption ? "use --encoding " + name : "convert it to UTF-8"));
            });
            new Decoding(path, this).require(head, stream);
        } catch (IOException e) {
            throw InputPaths.unreadable(path, e);
        }
    }

    private static Optional<String> kind(List<Kind> kinds, byte[] head) {
        return kinds.stream().filter(kind -> kind.isOf(head)).map(Kind::words).findFirst();
    }

    /**
     * Another encoding that the first bytes show: by a byte-order mark, or by zero bytes, which single-byte text does
     * not have.
     */
    private static Optional<String> otherEncoding(byte[] head) {
        Optional<String> markedKind = kind(WIDE, head);
        if (markedKind.isPresent() || head.length < 4) {
            return markedKind;
        }
        // A bit for each of the first four bytes, set if the byte is zero.
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

    private static final class Decoding {
        private final Path path;
        private final TextEncoding encoding;
        private final CharsetDecoder decoder;
        private final CharBuffer characters = CharBuffer.allocate(BUFFER);
        private long bytesBefore;
        private long line = 1;

        Decoding(Path path, TextEncoding encoding) {
            this.path = path;
            this.encoding = encoding;
            this.decoder = encoding.charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
        }

        void require(byte[] head, InputStream remainder) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(2 * BUFFER).put(head).flip();
            boolean isEnd = false;
            while (true) {
                CoderResult result = decoder.decode(bytes, characters, isEnd);
                countLines();
                if (result.isError()) {
                    throw fault(bytes, result.length());
                }
                if (result.isUnderflow()) {
                    if (isEnd) {
                        return;
                    }
                    bytesBefore += bytes.position();
                    bytes.compact();
                    byte[] nextBytes = remainder.readNBytes(BUFFER);
                    isEnd = nextBytes.length == 0;
                    bytes.put(nextBytes).flip();
                }
            }
        }

        private void countLines() {
            characters.flip();
            line += characters.chars().filter(character -> character == '\n').count();
            characters.clear();
        }

        private UserException fault(ByteBuffer bytes, int length) {
            byte[] wrong = new byte[length];
            bytes.get(bytes.position(), wrong);
            return UserException.input(String.format(
                    Locale.ROOT,
                    "input %s is not in %s: byte %d, in line %d, is 0x%s; %s",
                    path,
                    encoding.charset().name(),
                    bytesBefore + bytes.position() + 1,
                    line,
                    HexFormat.of().withUpperCase().formatHex(wrong),
                    encoding.isOption()
                            ? "give its encoding with --encoding, such as windows-1252"
                            : "convert it to UTF-8"));
        }
    }
}
