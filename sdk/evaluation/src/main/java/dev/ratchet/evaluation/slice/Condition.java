/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.internal.CodedColumn;

/**
 * Which rows a segment takes by one column.
 *
 * @param column that is looked at
 * @param relation of a row's code to the one here
 * @param code as {@link CodedColumn} gives it
 */
record Condition(CodedColumn column, Relation relation, int code) {

    /** How a row's code compares. A missing value is neither at most nor above anything. */
    enum Relation {
        AT_MOST,
        ABOVE,
        IS,
        IS_NOT
    }

    boolean holds(int row) {
        int own = column.code(row);
        return switch (relation) {
            case AT_MOST -> own <= code && own != column.missing();
            case ABOVE -> own > code && own != column.missing();
            case IS -> own == code;
            case IS_NOT -> own != code;
        };
    }

    String text() {
        return switch (relation) {
            case AT_MOST -> column.name() + " <= " + column.text(code);
            case ABOVE -> column.name() + " > " + column.text(code);
            case IS ->
                code == column.missing() ? column.name() + " is missing" : column.name() + " = " + column.text(code);
            case IS_NOT ->
                code == column.missing()
                        ? column.name() + " is not missing"
                        : column.name() + " != " + column.text(code);
        };
    }
}
