/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class DatasetCommandsTest {

    @TempDir
    Path folder;

    private String file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n")
                .toString();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static String content(Called called) {
        return String.valueOf(map(called.json().get("digests")).get("content-1"));
    }

    @Test
    void describe_showsColumnsTypesAndHoles() throws IOException {
        String csv = file("shop.csv", "id,price,name", "1,2.5,a", "2,NA,b", "3,,");

        Called called = Called.of("dataset", "describe", csv, "--null", "NA");
        Called json = Called.of("dataset", "describe", csv, "--null", "NA", "--json");

        assertThat(called.exitCode()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out())
                .contains(csv, "3 rows, 3 columns", "content-1", "mlflow-python-table-1", "bytes-1")
                .containsPattern("price +float64 +2 +66.7%")
                .containsPattern("name +string +1 +33.3%");
        assertThat(json.json().get("rows")).isEqualTo(3);
        assertThat(json.list("schema").get(1)).containsEntry("type", "float64").containsEntry("missing", 2);
    }

    @Test
    void savedSchema_pinsTheTypes() throws IOException {
        String csv = file("a.csv", "id,code", "1,x", "2,y");
        String schema = folder.resolve("schema.json").toString();
        String later = file("b.csv", "id,code", "1,7", "2,8");

        Called saved = Called.of("dataset", "describe", csv, "--save-schema", schema);
        Called guessed = Called.of("dataset", "describe", later, "--json");
        Called pinned = Called.of("dataset", "describe", later, "--schema", schema, "--json");

        assertThat(saved.err()).isEqualTo("Written: " + schema + System.lineSeparator());
        assertThat(guessed.list("schema").get(1)).containsEntry("type", "int64");
        assertThat(pinned.list("schema").get(1)).containsEntry("type", "string");
    }

    @Test
    void digest_isThatOfTheValues_notOfTheFormat() throws IOException {
        String csv = file("a.csv", "id,x", "1,2.5", "2,");
        String parquet = folder.resolve("a.parquet").toString();
        String swapped = file("b.csv", "id,x", "2,", "1,2.5");

        Called converted = Called.of("dataset", "convert", csv, parquet, "--json");
        Called one = Called.of("dataset", "digest", csv, "--json", "--any-order");
        Called other = Called.of("dataset", "digest", parquet, "--json");
        Called otherOrder = Called.of("dataset", "digest", swapped, "--json", "--any-order");

        assertThat(converted.exitCode()).as(converted.err()).isZero();
        assertThat(converted.json()).containsEntry("rows", 2).containsEntry("to", parquet);
        assertThat(content(one)).isEqualTo(content(other)).hasSize(64);
        assertThat(one.json().get("mlflow_digest")).isEqualTo(content(one).substring(0, 32));
        assertThat(content(otherOrder)).isNotEqualTo(content(one));
        assertThat(map(otherOrder.json().get("digests")).get("multiset-1"))
                .isNotNull()
                .isEqualTo(map(one.json().get("digests")).get("multiset-1"));
        assertThat(Called.of("dataset", "digest", csv).out()).contains("2 rows, 2 columns", content(one));
    }

    @Test
    void diff_endsWith0_whenTheDataIsTheSame() throws IOException {
        String csv = file("a.csv", "id,x", "1,2.5", "2,");
        String parquet = folder.resolve("a.parquet").toString();
        Called converted = Called.of("dataset", "convert", csv, parquet);

        Called called = Called.of("dataset", "diff", csv, parquet, "--key", "id");

        assertThat(converted.out()).isEqualTo("Written: " + parquet + " (2 rows)" + System.lineSeparator());
        assertThat(called.exitCode()).isZero();
        assertThat(called.out()).contains("The same data: 2 rows, content-1:");
        assertThat(Called.of("dataset", "diff", csv, parquet, "--json").json())
                .containsEntry("equal", true)
                .containsEntry("rows", null);
    }

    @Test
    void diff_endsWith1_andNamesColumnsBlocksAndRows() throws IOException {
        String first = file("a.csv", "id,x,s", "1,2.5,a", "2,3.5,b", "3,4.5,c", "4,5.5,d");
        String second = file("b.csv", "id,x,s", "1,2.5,a", "2,9.5,b", "3,4.5,", "5,5.5,d");

        Called blocks = Called.of("dataset", "diff", first, second);
        Called rows = Called.of("dataset", "diff", first, second, "--key", "id");
        Called few = Called.of("dataset", "diff", first, second, "--key", "id", "--limit", "1");
        Called json = Called.of("dataset", "diff", first, second, "--key", "id", "--json");

        assertThat(blocks.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(blocks.err()).isEmpty();
        assertThat(blocks.out())
                .contains("The data differs", "column 'x': rows 0 to 65535", "column 's'")
                .doesNotContain("~");
        assertThat(rows.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(rows.out())
                .contains("changed 2, only in A 1, only in B 1", "column 'x': 1 row", "~ 2", "x: 3.5 -> 9.5")
                .contains("s: c -> missing", "- 4", "+ 5");
        assertThat(few.out()).contains("~ 2", "and 3 rows more").doesNotContain("~ 3");
        assertThat(json.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(map(json.json().get("rows")).get("changed")).isEqualTo(2);
        assertThat(json.list("differences")).isNotEmpty();
    }

    @Test
    void diff_byKey_saysWhenOnlyTheOrderDiffers() throws IOException {
        String first = file("a.csv", "id,x", "1,2.5", "2,3.5");
        String second = file("b.csv", "id,x", "2,3.5", "1,2.5");

        Called called = Called.of("dataset", "diff", first, second, "--key", "id");

        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.out()).contains("their order may differ");
    }

    @Test
    void problems_areNamed_withExitCode1() throws IOException {
        String csv = file("a.csv", "id,x", "1,2", "2,3,4");
        String none = folder.resolve("none.csv").toString();
        String sheet = file("a.xlsx", "x");
        String twice = file("twice.csv", "id,x", "1,2", "1,3");
        String other = file("other.csv", "id,x", "1,2", "2,3");

        assertFails(Called.of("dataset", "digest", csv), "a.csv", "line 3", "3 values");
        assertFails(Called.of("dataset", "describe", none), "none.csv");
        assertFails(Called.of("dataset", "digest", sheet), "a.xlsx", ".parquet");
        assertFails(Called.of("dataset", "convert", other, sheet), "a.xlsx", ".parquet");
        assertFails(Called.of("dataset", "digest", other, "--schema", none), "There is no schema file");
        assertFails(Called.of("dataset", "diff", twice, other, "--key", "id"), "[id]", "rows 0 and 1");
        assertFails(Called.of("dataset", "diff", twice, other, "--key", "y"), "no column 'y'");
    }

    private static void assertFails(Called called, String... words) {
        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).startsWith("error: ").contains(words).doesNotContain("\tat ");
    }

    @Test
    void tabsAndOtherDelimiters_areRead() throws IOException {
        String tabs = file("a.tsv", "id\tx", "1\t2");
        String semicolons = file("b.csv", "id;x", "1;2");

        assertThat(content(Called.of("dataset", "digest", tabs, "--json")))
                .isEqualTo(content(Called.of("dataset", "digest", semicolons, "--delimiter", ";", "--json")));
        Called bad = Called.of("dataset", "digest", semicolons, "--delimiter", "\"");
        assertThat(bad.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(bad.err()).contains("delimiter");
    }
}
