/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class BadCsvTest {

    @TempDir
    Path folder;

    @Test
    void missingFile() {
        assertRefused(folder.resolve("no.csv"), "no file", "no.csv");
        assertRefused(folder, "directory");
    }

    @Test
    void emptyFile() throws IOException {
        assertRefused(write(""), "empty", "header");
    }

    @Test
    void raggedRows() throws IOException {
        assertRefused(write("a,b,c\n1,2,3\n4,5\n"), "line 3", "2 values", "3 columns");
        assertRefused(write("a,b\n1,2\n4,5,6\n"), "line 3", "3 values", "2 columns");
    }

    @Test
    void brokenQuotes() throws IOException {
        assertRefused(write("a,b\n1,\"x\n2,y\n"), "line 2", "quote");
        assertRefused(write("a,\"b\n1,2\n"), "line 1", "quote", "header");
    }

    @Test
    void wrongEncoding() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.writeString(file, "a,b\n1,été\n", StandardCharsets.ISO_8859_1);
        assertRefused(file, "line 2", "not UTF-8", "charset");
        Path wide = folder.resolve("wide.csv");
        Files.writeString(wide, "a,b\n1,2\n", StandardCharsets.UTF_16);
        assertRefused(wide, "UTF-16", "Convert");
    }

    @Test
    void byteOrderMarkBeforeAQuotedName_thatWouldLoseRows() throws IOException {
        assertRefused(write("\uFEFF\"a, b\",c\n1,2\n"), "line 1", "byte order mark");
    }

    @Test
    void twoColumnsOfOneName() throws IOException {
        assertRefused(write("a,b,a\n1,2,3\n"), "columns 1 and 3", "'a'");
    }

    @Test
    void textInANumberColumnFarDown() throws IOException {
        StringBuilder text = new StringBuilder("n,x\n");
        for (int i = 0; i < 150_000; i++) {
            text.append(i).append(',').append(i / 4.0).append('\n');
        }
        assertRefused(write(text + "oops,1\n"), "row 150001", "column 'n'", "'oops'", "int64", "null text");
        assertRefused(write(text + "1.5,1\n"), "row 150001", "column 'n'", "'1.5'", "int64");
        assertRefused(write(text + "1,oops\n"), "line 150002", "column 'x'", "'oops'", "float64");
    }

    @Test
    void valuesThatDoNotFit() throws IOException {
        assertRefused(write("a\n1\n300\n"), DataType.UINT8, "row 2", "'300'", "uint8");
        assertRefused(write("a\n-1\n"), DataType.UINT64, "'-1'", "uint64");
        assertRefused(write("a\n3000000000\n"), DataType.INT32, "'3000000000'", "int32");
        assertRefused(write("a\n99999999999999999999\n"), DataType.INT64, "'99999999999999999999'");
        assertRefused(write("a\n1.239\n"), DataType.decimal(10, 2), "'1.239'", "decimal(10,2)");
        assertRefused(write("a\n2024-13-01\n"), DataType.DATE, "line 2", "'2024-13-01'", "date");
    }

    @Test
    void otherColumnsThanDeclared() throws IOException {
        Path file = write("a;b\n1;2\n");
        assertRefused(file, DataType.INT64, "no column 'a'", "[a;b]", "delimiter");
        TableSchema schema = TableSchema.builder().column("b", DataType.INT64).build();
        assertThatThrownBy(() ->
                        Tables.csv(file, CsvOptions.builder().schema(schema).build()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("[a;b]", "[b]", "delimiter");
    }

    @Test
    void damagedGzip() throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.FLIGHTS);
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(cut, "gzip", "cut off");

        // Stored without compression, a flipped bit is seen by the checksum only.
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed) {
            {
                def.setLevel(0);
            }
        }) {
            out.write("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = packed.toByteArray();
        int digit = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("1,2");
        bytes[digit] = '7';
        assertRefused(Files.write(folder.resolve("flipped.csv.gz"), bytes), "gzip", "damaged");
    }

    private void assertRefused(Path file, String... words) {
        assertThatThrownBy(() -> Tables.csv(file).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContainingAll(words);
    }

    private void assertRefused(Path file, DataType type, String... words) {
        CsvOptions options = CsvOptions.builder().type("a", type).build();
        assertThatThrownBy(() -> Tables.csv(file, options).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContainingAll(words);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "t", ".csv"), text);
    }
}
