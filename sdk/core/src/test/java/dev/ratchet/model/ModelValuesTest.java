/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelValuesTest {

    @Test
    void signatures_areReadAsTheyWereWritten() {
        ModelSignature columns = ModelSignature.ofColumns(
                Stream.of(ColumnType.values())
                        .map(type -> new Column("é " + type, type, type != ColumnType.STRING))
                        .toList(),
                -1,
                3);
        ModelSignature tensors = new ModelSignature(ModelSchema.Tensors.of("float32", -1, 28, 28), null);

        assertThat(ModelSignature.fromMlmodel(columns.toMlmodel())).contains(columns);
        assertThat(ModelSignature.fromMlmodel(tensors.toMlmodel())).contains(tensors);
        assertThat(tensors.inputColumns()).isEmpty();
        assertThat(ModelSignature.fromMlmodel(null)).isEmpty();
        assertThat(ModelSignature.fromMlmodel(Map.of())).isEmpty();
    }

    @Test
    void signatures_ofPython_areRead() {
        ModelSchema schema = ModelSchema.fromJson("[{\"type\": \"long\"}, {\"type\": \"double\", \"name\": \"b\"}]");

        assertThat(schema)
                .isEqualTo(new ModelSchema.Columns(
                        List.of(Column.of("0", ColumnType.LONG), Column.of("b", ColumnType.DOUBLE))));
    }

    @Test
    void signatures_thatMixOrLack_areRefused() {
        assertThatThrownBy(() -> ModelSchema.fromJson("{}")).hasMessageContaining("A signature is a JSON list");
        assertThatThrownBy(() -> ModelSchema.fromJson("[{\"type\": \"float16\", \"name\": \"x\"}]"))
                .hasMessageContaining("'float16' is not one of MLflow's");
        assertThatThrownBy(() -> ModelSchema.fromJson("[{\"type\": \"tensor\"}]"))
                .hasMessageContaining("tensor-spec");
        assertThatThrownBy(() -> ModelSchema.fromJson(
                        "[{\"type\":\"long\"},{\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"a\",\"shape\":[1]}}]"))
                .hasMessageContaining("columns or tensors, not both");
    }

    @Test
    void floatRows_readByRowAndColumn() {
        FloatRows rows = FloatRows.of(List.of("a", "b"), new float[][] {{1, 2}, {3, Float.NaN}});

        assertThat(rows.rowCount()).isEqualTo(2);
        assertThat(rows.indexOf("b")).isEqualTo(1);
        assertThat(rows.indexOf("c")).isEqualTo(-1);
        assertThat(rows.number(1, 0)).isEqualTo(3);
        assertThat(rows.number(1, 1)).isNaN();
        assertThat(rows.text(1, 1)).isNull();
        assertThat(rows.text(0, 1)).isEqualTo("2.0");
        assertThat(FloatRows.of(List.of("a"), new float[0]).rowCount()).isZero();
    }

    @Test
    void floatRows_refuseWhatIsNoTable() {
        assertThatThrownBy(() -> FloatRows.of(List.of("a", "b"), new float[3]))
                .hasMessageContaining("3 values do not make whole rows of 2 columns");
        assertThatThrownBy(() -> FloatRows.of(List.of("a", "a"), new float[2])).hasMessageContaining("'a' comes twice");
        assertThatThrownBy(() -> FloatRows.of(List.of(), new float[0])).hasMessageContaining("0 columns");
        assertThatThrownBy(() -> FloatRows.of(List.of("a"), new float[][] {{1}, {1, 2}}))
                .hasMessageContaining("Row 1 has 2 values");
        assertThatThrownBy(() -> FloatRows.of(Arrays.asList("a", ""), new float[2]))
                .hasMessageContaining("needs a name");
    }
}
