/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

/** Below an exception that says that a server did not do what was asked: its answer. Without a stack trace. */
public final class AnsweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    AnsweredException(Answer answer) {
        super("HTTP " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /** The answer. */
    public Answer answer() {
        return answer;
    }
}
