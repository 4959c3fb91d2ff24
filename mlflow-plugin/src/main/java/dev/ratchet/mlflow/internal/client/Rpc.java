/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import org.mlflow_project.google.protobuf.InvalidProtocolBufferException;
import org.mlflow_project.google.protobuf.Message;
import org.mlflow_project.google.protobuf.util.JsonFormat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * MLflow's calls, with the official client's messages for bodies and answers. Paths are relative to {@code
 * /api/2.0/mlflow/}. Thread-safe.
 */
public final class Rpc {

    private static final String BASE = "/api/2.0/mlflow/";
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    /** MLflow keeps infinities as the greatest double. A number, so it cannot be part of a text in JSON. */
    private static final Pattern INFINITE =
            Pattern.compile("(\"value\"\\s*:\\s*)(-?)1\\.7976931348623157[eE]\\+?308(?=[\\s,}])");

    /** What may be sent again after an unknown outcome, of the calls that come as text. */
    private static final Set<String> REPEATABLE = Set.of(
            "experiments/search",
            "experiments/set-experiment-tag",
            "experiments/update",
            "logged-models/search",
            "model-versions/set-tag",
            "model-versions/transition-stage",
            "registered-models/alias",
            "registered-models/get-latest-versions",
            "registered-models/set-tag",
            "runs/delete",
            "runs/log-batch",
            "runs/log-inputs",
            "runs/log-metric",
            "runs/log-parameter",
            "runs/restore",
            "runs/search",
            "runs/set-tag",
            "runs/update");

    private final Transport tracking;
    private final Transport registry;

    /** Calls to a tracking server, and to a registry for registered models and their versions. */
    public Rpc(Transport tracking, Transport registry) {
        this.tracking = tracking;
        this.registry = registry;
    }

    /** A call by its text: any endpoint, sent again only where that does no harm. */
    public String text(String method, String path, String body) {
        String relative = path.replaceAll("^/+", "");
        if (method.equals("GET")) {
            return text(Call.get(checked(relative)));
        }
        if (!(JsonText.readLeniently(body) instanceof ObjectNode json)) {
            throw new RefusedException("The body of " + method + " " + relative
                    + " is not a JSON object; MLflow would read it as an empty one. It begins with: "
                    + body.substring(0, Math.min(60, body.length())));
        }
        Call call = Call.send(method, checked(relative), json);
        return text(method.equals("PATCH") || REPEATABLE.contains(relative) ? call : call.once());
    }

    private static String checked(String relative) {
        try {
            return URI.create(BASE + relative).toString();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "The path '" + relative + "' is not part of an address; percent-encode what it holds.", e);
        }
    }

    /** A request's body from names and values in turn. */
    public static ObjectNode fields(String... namesAndValues) {
        ObjectNode body = JsonText.object();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return body;
    }

    /** A request's body from a message. */
    public static ObjectNode fields(Message message) {
        try {
            return (ObjectNode) JsonText.readLeniently(PRINTER.print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new RefusedException("Cannot write " + message.getClass().getSimpleName() + " as JSON.", e);
        }
    }

    /** The query of a search, for {@link #get}. */
    public static String[] search(String filter, String pageSize, String pageToken, String... orderBy) {
        List<String> query =
                new ArrayList<>(List.of("filter", filter, "max_results", pageSize, "page_token", pageToken));
        for (String order : orderBy) {
            query.addAll(List.of("order_by", order));
        }
        return query.toArray(String[]::new);
    }

    /** Reads; the query's names and values in turn, of which empty values are left out. */
    public <B extends Message.Builder> B get(String path, B answer, String... query) {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < query.length; i += 2) {
            if (!query[i + 1].isEmpty()) {
                given.addAll(List.of(query[i], query[i + 1]));
            }
        }
        return read(text(Call.get(BASE + path + Urls.query(given.toArray(String[]::new)))), answer);
    }

    /** Sends a body; the call may be sent again after an unknown outcome. */
    public void post(String path, ObjectNode body) {
        text(call(path, body));
    }

    /** Sends a body and reads the answer. */
    public <B extends Message.Builder> B post(String path, ObjectNode body, B answer) {
        return read(text(call(path, body)), answer);
    }

    /** Sends changes of what is there, and reads the answer. */
    public <B extends Message.Builder> B patch(String path, ObjectNode body, B answer) {
        return read(text(Call.send("PATCH", BASE + path, body)), answer);
    }

    /** Sends what makes something new each time; {@link dev.ratchet.UnavailableException} when the answer is lost. */
    public <B extends Message.Builder> B create(String path, ObjectNode body, B answer) {
        return read(text(call(path, body).once()), answer);
    }

    /** Deletes what a body names; what is gone at a second request was deleted by the first. */
    public void delete(String path, ObjectNode body) {
        remove(Call.send("DELETE", BASE + path, body));
    }

    /** Makes a call to any path below {@link #at}, and gives the answer as JSON. */
    public JsonNode json(Call call) {
        return JsonText.readLeniently(text(call));
    }

    /** The path of an endpoint, for {@link Call}. */
    public static String at(String path) {
        return BASE + path;
    }

    /** Makes a call that removes something; what is gone at a second request was removed by the first. */
    public void remove(Call call) {
        Answer answer = exchange(call);
        if (!(answer.attempts() > 1 && answer.is(404, "RESOURCE_DOES_NOT_EXIST"))) {
            text(call, answer);
        }
    }

    /** Sends a message and gives whatever comes; {@link #text(Call, Answer)} makes the best of it. */
    public Answer exchange(Call call) {
        return to(call).exchange(call);
    }

    static Call call(String path, ObjectNode body) {
        return Call.post(BASE + path, body);
    }

    private String text(Call call) {
        return text(call, exchange(call));
    }

    /** The text of a success; for another answer the official client's exception with our message. */
    public String text(Call call, Answer answer) {
        if (!answer.isSuccess()) {
            throw Failures.refused(to(call).toException(call, answer), answer);
        }
        to(call).json(call, answer);
        return INFINITE.matcher(answer.text()).replaceAll("$1\"$2Infinity\"");
    }

    private Transport to(Call call) {
        return call.path().startsWith(BASE + "registered-models/")
                        || call.path().startsWith(BASE + "model-versions/")
                ? registry
                : tracking;
    }

    <B extends Message.Builder> B read(String json, B answer) {
        try {
            PARSER.merge(json, answer);
            return answer;
        } catch (InvalidProtocolBufferException e) {
            throw new RefusedException(
                    tracking.server() + " answered what is not "
                            + answer.getDescriptorForType().getFullName() + ": " + e.getMessage(),
                    e);
        }
    }
}
