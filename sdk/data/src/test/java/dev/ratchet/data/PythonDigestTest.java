/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ratchet.dataset.DatasetIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What src/test/python/python_digests.py got from Python's MLflow for CSV files. */
@ExtendWith(NoMemoryLeft.class)
class PythonDigestTest {

    private static final String KIND = "mlflow-python-table-1";

    @TempDir
    Path folder;

    /** One object of the file: texts and numbers as text, the list and the object below a key. */
    record Case(Map<String, String> values, List<String> nulls, Map<String, String> types) {

        int number(String key) {
            return Integer.parseInt(values.get(key));
        }

        @Override
        public String toString() {
            return String.valueOf(values.get("case"));
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (JsonParser json = new JsonFactory()
                .createParser(TestFiles.resource("python-digests.json").toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Case one = new Case(new HashMap<>(), new ArrayList<>(), new HashMap<>());
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = json.currentName();
                    switch (json.nextToken()) {
                        case START_ARRAY -> {
                            while (json.nextToken() != JsonToken.END_ARRAY) {
                                one.nulls().add(json.getText());
                            }
                        }
                        case START_OBJECT -> {
                            while (json.nextToken() == JsonToken.FIELD_NAME) {
                                String column = json.currentName();
                                json.nextToken();
                                one.types().put(column, json.getText());
                            }
                        }
                        default -> one.values().put(key, json.getText());
                    }
                }
                cases.add(one);
            }
        }
        // All flights take long; the first ones are more than the rows that are hashed.
        return cases.stream()
                .filter(one -> Flights.isLongForm()
                        || !one.values().containsKey("flights")
                        || one.number("flights") == Flights.FIRST_ROWS)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void digestAndProfile_arePythons(Case expected) throws IOException {
        CsvOptions.Builder options = CsvOptions.builder()
                .inferenceRows(-1)
                .nullTexts(expected.nulls().toArray(String[]::new));
        expected.types().forEach((column, type) -> options.type(column, DataType.parse(type)));
        try (Table table = Tables.csv(file(expected), options.build())) {
            DatasetIdentity identity = table.identity();
            assertThat(identity.digest(KIND).orElseThrow().hex())
                    .isEqualTo(expected.values().get("digest"));
            assertThat(identity.profile().get("num_rows")).isEqualTo((long) expected.number("num_rows"));
            assertThat(identity.profile().get("num_elements")).isEqualTo((long) expected.number("num_elements"));
            assertThat(identity.profileJson())
                    .contains("\"" + KIND + "\":\"" + expected.values().get("digest") + "\"");
        }
    }

    private Path file(Case expected) throws IOException {
        String file = expected.values().get("file");
        if (file != null) {
            return TestFiles.resource(file);
        }
        if (expected.values().containsKey("flights")) {
            return expected.number("flights") == Flights.FIRST_ROWS ? Flights.FIRST : Flights.ALL;
        }
        Path written = folder.resolve("case.csv");
        String csv = expected.values().get("csv");
        return Files.writeString(written, csv != null ? csv : rows(expected));
    }

    private static String rows(Case expected) {
        StringBuilder csv = new StringBuilder("id,n,s,x\n");
        for (int i = 0; i < expected.number("count"); i++) {
            csv.append(i).append(',');
            csv.append(i == expected.number("missing_number") ? "" : String.valueOf(i * 7 % 1000))
                    .append(',');
            csv.append(i == expected.number("missing_text") ? "" : "row" + i % 7)
                    .append(',');
            csv.append(i / 8.0).append('\n');
        }
        return csv.toString();
    }

    @Test
    void digest_isThatOfTheRowsItHas_inTheirOrder() {
        try (Table all = Tables.csv(TestFiles.CANCER);
                Table sorted = all.sortBy("mean_radius");
                Table again = sorted.head(100);
                Table half = all.head(50)) {
            assertThat(again.identity().digest(KIND))
                    .isEqualTo(sorted.identity().digest(KIND));
            assertThat(sorted.identity().digest(KIND))
                    .isNotEqualTo(all.identity().digest(KIND));
            assertThat(half.identity().digest(KIND)).isNotEqualTo(all.identity().digest(KIND));
        }
    }
}
