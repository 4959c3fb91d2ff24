/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.VersionIdentity;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ledger of a registered model is the registered model {@code <model>.ledger}, and each entry a version of it: the
 * server gives out their numbers one by one, also under concurrency, and never again.
 */
public final class MlflowLedgers implements LedgerStore {

    private static final int PAGE = 1000;
    private static final String SUFFIX = ".ledger";
    private static final String ID = "ratchet.ledger.id";
    private static final String UNKNOWN = "unknown";
    private static final String ABSENT = "RESOURCE_DOES_NOT_EXIST";

    private final Transport transport;

    /** Ledgers on a server that has not been connected yet. */
    public MlflowLedgers(Transport transport) {
        this.transport = transport;
    }

    private static String nameOf(String model) {
        RegisteredModelRecord.checkName(model);
        return model + SUFFIX;
    }

    @Override
    public String begin(String model, String id) {
        ObjectNode body = JsonText.object()
                .put("name", nameOf(model))
                .put(
                        "description",
                        "Who was champion of `" + model
                                + "` when, why and by whom: a version per entry, written by Ratchet. A version that is"
                                + " changed or deleted makes the ledger damaged.");
        // Within the creation, of which the server lets one through: so all get the same id.
        Fields.putPairs(body, "tags", Map.of(ID, id));
        Call call = Call.post(Api.REGISTERED_MODEL_CREATE, body);
        Answer answer = transport.exchange(call);
        if (!answer.is(400, "RESOURCE_ALREADY_EXISTS")) {
            transport.json(call, answer);
        }
        String found = id(model).orElseThrow(() -> transport.toException(call, answer));
        if (found.equals(UNKNOWN)) {
            throw new RefusedException(
                    "The registered model '" + nameOf(model) + "' is there and was not made by Ratchet,"
                            + " which needs that name for the ledger of '" + model + "': rename it.");
        }
        return found;
    }

    private Optional<String> id(String model) {
        Call call = Call.get(Api.REGISTERED_MODEL_GET + Urls.query("name", nameOf(model)));
        Answer answer = transport.exchange(call);
        if (answer.is(404, ABSENT)) {
            return Optional.empty();
        }
        Map<String, String> tags = Fields.pairs(
                transport.json(call, answer).path("registered_model").path("tags"));
        // Without its tag it is none of ours: whatever its entries say, they are of another ledger.
        return Optional.of(tags.getOrDefault(ID, UNKNOWN));
    }

    @Override
    public LedgerRecord read(String model) {
        Optional<String> id = id(model);
        LedgerRecord none = new LedgerRecord(id.orElse(""), List.of(), System.currentTimeMillis());
        return id.isPresent() ? readAgain(model, none, 1) : none;
    }

    @Override
    public LedgerRecord readAgain(String model, LedgerRecord before, int from) {
        List<LedgerRecord.Entry> entries = new ArrayList<>();
        long time = System.currentTimeMillis();
        boolean more = true;
        while (more) {
            // From the last number on and not by the server's page tokens, which count rows: one that is added or
            // deleted meanwhile would shift them.
            int last = entries.isEmpty()
                    ? from - 1
                    : entries.get(entries.size() - 1).number();
            String filter = "name = " + Filters.quote(nameOf(model)) + " AND version_number > " + last;
            Call call = Call.get(Api.VERSION_SEARCH
                    + Urls.query(
                            "filter", filter, "max_results", Integer.toString(PAGE), "order_by", "version_number ASC"));
            Answer answer = transport.exchange(call);
            List<LedgerRecord.Entry> page = new ArrayList<>();
            transport.json(call, answer).path("model_versions").forEach(version -> page.add(entry(version)));
            page.sort(Comparator.comparingInt(LedgerRecord.Entry::number));
            entries.addAll(page);
            time = timeOf(answer, time);
            more = page.size() >= PAGE;
        }
        return before.from(from, entries, time);
    }

    private static LedgerRecord.Entry entry(JsonNode version) {
        return new LedgerRecord.Entry(
                (int) Fields.number(version, "version"),
                Fields.number(version, "creation_timestamp"),
                Fields.pairs(version.path("tags")));
    }

    /** The server's clock, to the second. */
    private static long timeOf(Answer answer, long otherwise) {
        try {
            Instant date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return date.toEpochMilli();
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    @Override
    public OptionalInt find(String model, String entryId) {
        String filter =
                "name = " + Filters.quote(nameOf(model)) + " AND " + Filters.tag(StoreTags.VERSION_KEY, entryId);
        return RegisteredModels.pages(transport, Api.VERSION_SEARCH, filter, "model_versions").stream()
                .mapToInt(version -> (int) Fields.number(version, "version"))
                .min();
    }

    @Override
    public int append(String model, String entryId, Map<String, String> fixed, String runId) {
        Map<String, String> tags = new HashMap<>(fixed);
        tags.put(StoreTags.VERSION_KEY, entryId);
        ObjectNode body = JsonText.object()
                .put("name", nameOf(model))
                // A version must come from somewhere, and nobody reads from there. Addresses of files are held against
                // a run.
                .put("source", runId.isEmpty() ? "ratchet-ledger:/" + entryId : "runs:/" + runId + "/ledger");
        Fields.putPairs(body, "tags", tags);
        Fields.putText(body, "run_id", runId);
        JsonNode answer = transport.json(Call.post(Api.VERSION_CREATE, body).once());
        int number = (int) Fields.number(answer.path("model_version"), "version");
        if (number < 1) {
            throw new UnavailableException(
                    "The answer to a new entry of '" + nameOf(model) + "' has no number.", true, null);
        }
        return number;
    }

    @Override
    public void mark(String model, int number, String key, String value) {
        RegisteredModels.set(
                transport,
                Call.post(
                        Api.VERSION_SET_TAG,
                        named(nameOf(model), number).put("key", key).put("value", value)));
    }

    @Override
    public void unmark(String model, int number, String key) {
        Call call = Call.send(
                "DELETE", Api.VERSION_DELETE_TAG, named(nameOf(model), number).put("key", key));
        Answer answer = transport.exchange(call);
        // Gone at a second attempt, or by another hand.
        if (!answer.is(404, ABSENT)) {
            transport.json(call, answer);
        }
    }

    private static ObjectNode named(String name, int number) {
        return JsonText.object().put("name", name).put("version", Integer.toString(number));
    }

    @Override
    public void setAlias(String model, String alias, int version) {
        RegisteredModelRecord.checkAlias(alias);
        RegisteredModels.set(
                transport,
                Call.post(Api.ALIAS, named(model, version).put("alias", alias)).once());
    }

    @Override
    public Optional<VersionIdentity> version(String model, int version) {
        return identity(Call.get(Api.VERSION_GET + Urls.query("name", model, "version", Integer.toString(version))));
    }

    @Override
    public Optional<VersionIdentity> versionByAlias(String model, String alias) {
        RegisteredModelRecord.checkAlias(alias);
        return identity(Call.get(Api.ALIAS + Urls.query("name", model, "alias", alias)));
    }

    private Optional<VersionIdentity> identity(Call call) {
        Answer answer = transport.exchange(call);
        if (answer.is(404, ABSENT) || answer.is(400, "INVALID_PARAMETER_VALUE")) {
            return Optional.empty();
        }
        JsonNode version = transport.json(call, answer).path("model_version");
        return Optional.of(new VersionIdentity(
                (int) Fields.number(version, "version"),
                Fields.number(version, "creation_timestamp"),
                Fields.text(version, "run_id"),
                Fields.pairs(version.path("tags"))));
    }
}
