/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.AnsweredException;
import dev.ratchet.store.TransferException;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

import java.util.function.Supplier;

/** Ratchet's exceptions as those of the official client, so that its users' catch blocks go on working. */
public final class Failures {

    private Failures() {}

    /** The call's answer; what it throws becomes an exception of the official client with the same message. */
    public static <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (RatchetException e) {
            throw told(e);
        }
    }

    /** The same for a call without an answer. */
    public static void told(Runnable call) {
        told(() -> {
            call.run();
            return true;
        });
    }

    static MlflowHttpException refused(RatchetException failure, Answer answer) {
        return new HttpFailure(answer.status(), answer.errorCode(), answer.text(), failure);
    }

    private static MlflowClientException told(RatchetException told) {
        // Of many files: the kind is that of one, the message is about all.
        return told instanceof TransferException files ? told(files.reason(), files) : told(told, told);
    }

    private static MlflowClientException told(RatchetException kind, RatchetException failure) {
        if (kind.getCause() instanceof AnsweredException answered) {
            return refused(failure, answered.answer());
        }
        if (kind instanceof NotFoundException) {
            return new HttpFailure(404, "RESOURCE_DOES_NOT_EXIST", "", failure);
        }
        if (kind instanceof MisconfiguredException misconfigured) {
            int status = status(misconfigured.reason());
            if (status > 0) {
                return new HttpFailure(status, "", "", failure);
            }
        }
        return new MlflowClientException(String.valueOf(failure.getMessage()), failure);
    }

    private static int status(MisconfiguredException.Reason reason) {
        return switch (reason) {
            case CREDENTIALS -> 401;
            case PERMISSION, HOST -> 403;
            case ADDRESS, OTHER -> 0;
        };
    }

    /** Its message is Ratchet's; the body is the server's, for programs that read error codes from it. */
    private static final class HttpFailure extends MlflowHttpException {

        private static final long serialVersionUID = 1L;

        private final String message;

        HttpFailure(int status, String code, String body, RatchetException cause) {
            super(status, code.isEmpty() ? "HTTP " + status : code, body);
            message = String.valueOf(cause.getMessage());
            initCause(cause);
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
