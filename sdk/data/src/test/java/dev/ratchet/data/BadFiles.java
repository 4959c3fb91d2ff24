/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Files with something wrong in them, in every format in which it can be wrong. */
final class BadFiles {

    private static final int FAR = 299_999;
    private static final int INFERRED = 100_000;
    private static final byte[] NOTHING = {};

    private static final Map<String, byte[]> GOOD = new ConcurrentHashMap<>();

    private final List<BadFile> files = new ArrayList<>();

    /**
     * A file that is refused.
     *
     * @param fault what is wrong, in a word
     * @param ending how its name ends, and by that its format
     * @param content its bytes
     * @param words what the message says
     */
    record BadFile(String fault, String ending, byte[] content, List<String> words) {

        @Override
        public String toString() {
            return fault + " " + ending;
        }
    }

    /** Files of a few bytes. */
    static List<BadFile> small() {
        BadFiles bad = new BadFiles();
        bad.empty();
        bad.text();
        bad.json();
        bad.gzip();
        try {
            bad.binary();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bad.files;
    }

    /** Files whose fault is behind the rows in which types are found. */
    static List<BadFile> large() {
        BadFiles bad = new BadFiles();
        StringBuilder csv = new StringBuilder("a,b\n");
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < FAR; i++) {
            if (i == INFERRED) {
                String number = "99999999999999999999";
                bad.add(
                        "too large",
                        "csv",
                        latin(csv + number + ",x\n"),
                        "row 100001",
                        "column 'a'",
                        "'" + number,
                        "int64");
                bad.add(
                        "too large",
                        "jsonl",
                        latin(json + "{\"a\":" + number + "}\n"),
                        "row 100001",
                        "column 'a'",
                        "'" + number);
            }
            csv.append(i).append(",x\n");
            json.append("{\"a\":").append(i).append("}\n");
        }
        bad.separated(
                "text for a number", csv + "oops,x\n", "row 300000", "column 'a'", "'oops'", "int64", "null text");
        bad.lines("text for a number", json + "{\"a\":\"oops\"}\n", "row 300000 (line 300000)", "'a'", "'oops'");
        return bad.files;
    }

    private void empty() {
        for (String ending : List.of("csv", "tsv", "csv.gz", "json", "jsonl", "jsonl.gz")) {
            add("empty", ending, NOTHING, "is empty");
        }
        for (String ending : List.of("csv.gz", "tsv.gz", "jsonl.gz")) {
            add("packed nothing", ending, packed(NOTHING), "is empty");
        }
        for (String ending : List.of("parquet", "arrow", "arrows", "feather")) {
            add("empty", ending, NOTHING, "is empty (0 bytes)");
        }
    }

    private void text() {
        separated("short row", "a,b\n1,x\n2\n", "line 3", "1 value,", "2 columns");
        separated("long row", "a,b\n1,x\n2,y,3\n", "line 3", "3 values", "2 columns");
        separated("open quote", "a,b\n1,x\n2,\"y\n3,z\n", "line 3", "quote", "not closed");
        separated("open quote in the header", "a,\"b\n1,x\n", "line 1", "quote", "header");
        separated("equal names", "a,b,a\n1,x,2\n", "columns 1 and 3", "'a'");
        separated("empty header", "\n1,x\n", "line 1", "header", "empty");
        separated("Latin 1", latin("a,b\n1,x\n2,é\n"), "line 3", "not UTF-8", "charset(");
        separated("Latin 1 in the header", latin("a,é\n1,x\n"), "line 1", "not UTF-8", "charset(");
        separated("UTF-16", "a,b\n1,x\n".getBytes(StandardCharsets.UTF_16), "line 1", "UTF-16", "Convert");
        add("ZIP", "csv", latin("PK\u0003\u0004\0\0\0\0\n"), "ZIP archive or an Excel file");
    }

    private void json() {
        objects("equal names", "{\"a\": 1, \"a\": 2}\n", "line 1", "Duplicate field 'a'");
        objects("cut off", "{\"a\": 1}\n{\"a\": ", "cut off in row 2");
        objects("open quote", "{\"a\": 1}\n{\"a\": \"x}\n", "line 2", "quote", "not closed");
        objects("no JSON", "{\"a\": 1}\n{\"a\": x}\n", "line 2", "is not JSON");
        objects("numbers", "{\"a\": 1}\n2\n", "row 2", "a row is an object", "here is a number");
        objects("Latin 1", latin("{\"a\": 1}\n{\"a\": \"é\"}\n"), "line 2", "not UTF-8", "Convert");
        add("array cut off", "json", latin("[{\"a\": 1}, {\"a\": 2}"), "cut off in row 2");
        add("more than an array", "json", latin("[{\"a\": 1}] 5"), "behind the end of the array");
        add("HTML", "json", latin("<html>404</html>"), "not JSON", "HTML or XML, perhaps an error page");
    }

    private void gzip() {
        for (String ending : List.of("csv.gz", "jsonl.gz")) {
            String text = ending.startsWith("csv") ? "a,b\n1,x\n2,y\n" : "{\"a\": 1}\n{\"a\": 2}\n";
            byte[] whole = packed(latin(text));
            add("cut off", ending, Arrays.copyOf(whole, whole.length - 5), "gzip and cut off");
            add("only a header", ending, Arrays.copyOf(whole, 5), "gzip and cut off");
            add(
                    "more behind it",
                    ending,
                    joined(whole, latin("rubbish")),
                    "from byte " + (whole.length + 1),
                    "not gzip");
            add("zeros behind it", ending, joined(whole, new byte[512]), "from byte " + (whole.length + 1));
            byte[] two = joined(whole, whole);
            add("second part cut off", ending, Arrays.copyOf(two, two.length - 5), "gzip and cut off");
            byte[] flipped = packed(latin(text));
            flipped[new String(flipped, StandardCharsets.ISO_8859_1).indexOf('1', 10)] = '7';
            add("another digit", ending, flipped, "gzip and damaged", "checksum");
        }
    }

    private void binary() throws IOException {
        parquet(good("parquet"));
        arrow(good("arrow"));
        byte[] stream = Files.readAllBytes(TestFiles.resource("types.arrows"));
        add("cut off", "arrows", Arrays.copyOf(stream, stream.length - 8), "cut off");
        add("damaged", "arrows", filled(stream, 16, 60), "cannot be read as Arrow", "damaged");
        byte[] lz4 = Files.readAllBytes(TestFiles.resource("types-lz4.feather"));
        add("cut off", "feather", Arrays.copyOf(lz4, lz4.length / 2), "cut off");
        add("damaged footer", "feather", filled(lz4, lz4.length - 200, 180), "cannot be read as Arrow", "damaged");
        add("version 1", "feather", latin("FEA1abcdefghFEA1"), "version 1", "version 2");
        add("JSON", "arrow", latin("{\"a\": 1}\n"), "not an Arrow file");
        add("packed", "arrow", packed(lz4), "not an Arrow file", "looks like gzip: unpack");
        add("Arrow", "parquet", lz4, "not a Parquet file", "looks like an Arrow file");
    }

    /** A file that has nothing wrong, with the columns of the bad ones, where those have any. */
    static byte[] good(String ending) {
        return GOOD.computeIfAbsent(ending, BadFiles::makeGood);
    }

    private static byte[] makeGood(String ending) {
        if (ending.contains("json")) {
            return ending.endsWith("gz") ? packed(latin("{\"a\": 1}\n")) : latin("{\"a\": 1}\n");
        }
        boolean binary = !ending.contains("sv");
        StringBuilder text = new StringBuilder(binary ? "a,mark\n" : "a,b\n");
        IntStream.range(0, binary ? 5000 : 1)
                .forEach(i -> text.append(i).append(",x").append(i).append('\n'));
        try {
            Path folder = Files.createTempDirectory("good-file");
            Path csv = folder.resolve("t.csv");
            Path file = folder.resolve("t." + (binary && !ending.equals("parquet") ? "arrow" : ending));
            try {
                TableFile.of(Files.writeString(csv, text)).convertTo(file);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
                Files.deleteIfExists(csv);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parquet(byte[] whole) {
        int length = whole.length;
        add("cut off", "parquet", Arrays.copyOf(whole, length / 2), "cut off", "PAR1");
        add("only the end", "parquet", latin("PAR1PAR1"), "cut off");
        add("text", "parquet", latin("a,b\n1,2\n3,4\n"), "not a Parquet file");
        add("packed", "parquet", packed(whole), "not a Parquet file", "looks like gzip: unpack");
        add("damaged footer", "parquet", filled(whole, length - 120, 100), "cannot be read as Parquet", "damaged");
        add("long footer", "parquet", filled(whole, length - 8, 4), "Footer length", "damaged");
        // Page by page there is no checksum: a value may change unseen, a page not.
        add("damaged page", "parquet", filled(whole, 4, 60), "cannot be read as Parquet", "damaged");
    }

    private void arrow(byte[] whole) {
        int length = whole.length;
        add("cut off", "arrow", Arrays.copyOf(whole, length - 30), "cut off");
        add("text", "arrow", latin("a,b\n1,2\n"), "not an Arrow file");
        add("damaged footer", "arrow", filled(whole, length - 100, 80), "cannot be read as Arrow", "damaged");
        int text = new String(whole, StandardCharsets.ISO_8859_1).indexOf("x4242");
        add("no UTF-8", "arrow", filled(whole, text, 2), "column 'mark'", "UTF-8", "damaged");
    }

    private void separated(String fault, String text, String... words) {
        separated(fault, text.getBytes(StandardCharsets.UTF_8), words);
    }

    private void separated(String fault, byte[] text, String... words) {
        add(fault, "csv", text, words);
        add(fault, "csv.gz", packed(text), words);
        byte[] tabs = text.clone();
        for (int i = 0; i < tabs.length; i++) {
            tabs[i] = tabs[i] == ',' ? (byte) '\t' : tabs[i];
        }
        add(fault, "tsv", tabs, words);
    }

    private void objects(String fault, String text, String... words) {
        objects(fault, text.getBytes(StandardCharsets.UTF_8), words);
    }

    private void objects(String fault, byte[] text, String... words) {
        add(fault, "json", text, words);
        lines(fault, text, words);
    }

    private void lines(String fault, String text, String... words) {
        lines(fault, text.getBytes(StandardCharsets.UTF_8), words);
    }

    private void lines(String fault, byte[] text, String... words) {
        add(fault, "jsonl", text, words);
        add(fault, "jsonl.gz", packed(text), words);
    }

    private void add(String fault, String ending, byte[] content, String... words) {
        files.add(new BadFile(fault, ending, content, List.of(words)));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] filled(byte[] whole, int from, int length) {
        byte[] bytes = whole.clone();
        Arrays.fill(bytes, from, from + length, (byte) 0xF5);
        return bytes;
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Packed by gzip; short content as it is, so that a flipped bit is seen by the checksum only. */
    static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed) {
            {
                def.setLevel(content.length > 1000 ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
            }
        }) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
