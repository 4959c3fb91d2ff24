/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.Approval;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.json.JsonText;
import dev.ratchet.promotion.rule.Identity;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an approval says; it is signed as canonical JSON.
 *
 * @param model the registered model
 * @param version the version
 * @param packageDigest the digest of its package
 * @param person who
 * @param at when
 * @param comment what they said
 */
record ApprovalText(String model, int version, String packageDigest, String person, Instant at, String comment) {

    private static final String TYPE = "application/vnd.ratchet.approval+json";
    private static final int FORMAT = 1;
    private static final int ID_LENGTH = 16;

    private String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("model", model);
        json.put("version", version);
        json.put("packageDigest", packageDigest);
        json.put("person", person);
        json.put("at", at.toString());
        json.put("comment", comment);
        return CanonicalJson.write(json);
    }

    /** From all that it says, so that an edit of the tag alone is seen. */
    String id() {
        return CanonicalJson.sha256(json()).substring(0, ID_LENGTH);
    }

    /** The value of its tag. */
    String value(@Nullable PrivateKey key) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("approval", JsonText.read("approval", json()));
        if (key != null) {
            byte[] signature = Dsse.sign(TYPE, bytes(), key);
            value.put("key", SigningKeys.id(SigningKeys.publicOf(key)));
            value.put("signature", Base64.getEncoder().encodeToString(signature));
        }
        return CanonicalJson.write(value);
    }

    private byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    /** An approval from its tag, held against the version that it is kept with. */
    static KeptApproval check(
            String id, String value, String model, int version, String packageDigest, Map<String, PublicKey> trusted) {
        Map<?, ?> json;
        ApprovalText text;
        try {
            json = map(JsonText.read("the tag", value));
            text = read(map(json.get("approval")));
        } catch (RatchetException | DateTimeException e) {
            return new KeptApproval(
                    id,
                    new Approval("unknown", Identity.CLAIMED, Instant.EPOCH),
                    "",
                    Optional.of("it cannot be read: " + e.getMessage()));
        }
        Optional<String> problem = text.problem(id, model, version, packageDigest);
        Identity identity = Identity.CLAIMED;
        PublicKey key = trusted.get(text.person);
        if (problem.isEmpty() && key != null && json.get("signature") instanceof String signature) {
            if (text.isSigned(signature, key)) {
                identity = Identity.SIGNED;
            } else {
                problem = Optional.of("its signature, which names the key " + json.get("key")
                        + ", is not that of the key " + SigningKeys.id(key) + " of " + text.person);
            }
        }
        return new KeptApproval(id, new Approval(text.person, identity, text.at), text.comment, problem);
    }

    private static ApprovalText read(Map<?, ?> json) {
        if (!(json.get("format") instanceof Number format) || format.intValue() != FORMAT) {
            throw new RatchetException("its format is " + json.get("format") + ", and " + FORMAT + " is known");
        }
        if (!(json.get("version") instanceof Number version)) {
            throw new RatchetException("it names no version");
        }
        return new ApprovalText(
                text(json, "model"),
                version.intValue(),
                text(json, "packageDigest"),
                text(json, "person"),
                Instant.parse(text(json, "at")),
                text(json, "comment"));
    }

    private static String text(Map<?, ?> json, String key) {
        if (json.get(key) instanceof String text) {
            return text;
        }
        throw new RatchetException("it has no '" + key + "'");
    }

    private Optional<String> problem(String keptAs, String ofModel, int ofVersion, String ofPackage) {
        if (!id().equals(keptAs)) {
            return Optional.of("it was changed after it was written: what it says has the id " + id());
        }
        if (!model.equals(ofModel) || version != ofVersion) {
            return Optional.of("it is for version " + version + " of '" + model + "'");
        }
        if (!packageDigest.equals(ofPackage)) {
            return Optional.of(
                    "it is for a package of the digest " + packageDigest + ", and the version has " + ofPackage);
        }
        return Optional.empty();
    }

    private boolean isSigned(String base64, PublicKey key) {
        try {
            return Dsse.verify(TYPE, bytes(), Base64.getDecoder().decode(base64), key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
