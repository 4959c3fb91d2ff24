/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.store.ServerDescription;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out whether an address leads to an MLflow server that can be used, and if not, why. */
final class ServerProbe {

    private static final long DATE_RESOLUTION_MILLIS = 1000;

    private final Transport transport;
    private final Generation generation;

    ServerProbe(Transport transport, Generation generation) {
        this.transport = transport;
        this.generation = generation;
    }

    ServerDescription describe(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        // First, because it stands behind the check of the Host header and before that of credentials.
        JsonNode info = info(end);
        long asked = System.currentTimeMillis();
        Answer answer = ask(Call.get(Generation.VERSION_PATH), end);
        long skew = skew(answer.header("Date"), asked, System.currentTimeMillis());
        Optional<MlflowVersion> version = answer.isSuccess() ? MlflowVersion.parse(answer.text()) : Optional.empty();
        version.ifPresent(generation::remember);
        if (version.isEmpty() && (!answer.isUnknownEndpoint() || info.isMissingNode())) {
            throw answer.isSuccess()
                    ? notMlflow(answer)
                    : transport.toException(Call.get(Generation.VERSION_PATH), answer);
        }
        if (version.isEmpty()) {
            // It has server-info, so it is at least this.
            generation.remember(new MlflowVersion(3, 10, "3.10"));
        }
        Map<String, Boolean> capabilities = capabilities(info, version);
        if (!transport.workspace().isEmpty() && !capabilities.getOrDefault("workspaces", false)) {
            throw new MisconfiguredException(transport.withoutWorkspaces());
        }
        return new ServerDescription(
                "MLflow",
                version.map(MlflowVersion::text).orElse("unknown"),
                transport.server().base(),
                capabilities,
                skew);
    }

    private JsonNode info(long end) {
        Call call = Call.get(Api.SERVER_INFO);
        Answer answer = ask(call, end);
        if (answer.isUnknownEndpoint()) {
            // MLflow before 3.10, or no MLflow: the version will tell.
            return MissingNode.getInstance();
        }
        JsonNode json = transport.json(call, answer);
        if (!json.has("store_type") && !json.has("workspaces_enabled")) {
            throw notMlflow(answer);
        }
        return json;
    }

    private Answer ask(Call call, long end) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new UnavailableException(transport.server() + " did not say in time who it is.", false, null);
        }
        return transport.exchangeOnce(call, Duration.ofNanos(left));
    }

    private MisconfiguredException notMlflow(Answer answer) {
        return new MisconfiguredException(
                MisconfiguredException.Reason.ADDRESS,
                "What answers at " + transport.server() + " is not MLflow: HTTP "
                        + answer.status() + " with content type '" + answer.header("Content-Type")
                        + "' where its version was expected. Check host, port and path of the address.");
    }

    private static Map<String, Boolean> capabilities(JsonNode info, Optional<MlflowVersion> version) {
        Map<String, Boolean> capabilities = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : info.properties()) {
            if (field.getValue().isBoolean()) {
                capabilities.put(field.getKey(), field.getValue().asBoolean());
            }
        }
        capabilities.put(
                "logged_models",
                !info.isMissingNode()
                        || version.filter(MlflowVersion::hasLoggedModels).isPresent());
        capabilities.put("workspaces", info.path("workspaces_enabled").asBoolean(false));
        capabilities.put("multipart", info.path("multipart_uploads_enabled").asBoolean(false));
        return capabilities;
    }

    /** The header has whole seconds; differences that these explain are none. */
    static long skew(String date, long asked, long answered) {
        try {
            long theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
            if (theirs > answered) {
                return theirs - answered;
            }
            return Math.min(0, theirs + DATE_RESOLUTION_MILLIS - asked);
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
