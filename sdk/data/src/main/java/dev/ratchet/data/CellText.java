/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.math.BigDecimal;
import java.util.HexFormat;

/** Values as text: what CSV files get, and what models see of columns that are no numbers. */
final class CellText {

    private CellText() {}

    static String of(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }
}
