/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.json.JsonText;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A signature over a decision's record: an in-toto statement about {@code decision.json} and the candidate's package, in a
 * DSSE envelope, signed with Ed25519. Other tools for such envelopes verify it too. The record itself stays as it is.
 */
public final class DecisionSignature {

    /** The name of the file among the artifacts of a decision's run. */
    public static final String NAME = "decision.dsse.json";

    /** What the statement's predicate is: verdict, model and policy of the decision. */
    public static final String PREDICATE_TYPE = "urn:ratchet:decision:v1";

    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

    /** What a check has found. */
    public enum Kind {
        /** The record is the one that was signed, with the key. */
        VALID,
        /** The record or the envelope was changed after signing. */
        TAMPERED,
        /** It was signed with another key. */
        WRONG_KEY,
        /** It is no envelope of a decision. */
        MALFORMED
    }

    /**
     * The result of a check.
     *
     * @param kind what was found
     * @param explanation the same in words
     */
    public record Check(Kind kind, String explanation) {

        /** Whether the record is the one that was signed, with the key. */
        public boolean isValid() {
            return kind == Kind.VALID;
        }
    }

    private DecisionSignature() {}

    /**
     * Signs a record.
     *
     * @param decision the bytes of {@code decision.json}
     * @param key a private key of Ed25519
     * @return the envelope as JSON
     * @throws RatchetException when it is no record of a decision
     */
    public static String sign(byte[] decision, PrivateKey key) {
        byte[] payload = CanonicalJson.write(statement(decision)).getBytes(StandardCharsets.UTF_8);
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("payloadType", PAYLOAD_TYPE);
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.put(
                "signatures",
                List.of(Map.of(
                        "keyid",
                        SigningKeys.id(SigningKeys.publicOf(key)),
                        "sig",
                        Base64.getEncoder().encodeToString(Dsse.sign(PAYLOAD_TYPE, payload, key)))));
        return CanonicalJson.write(envelope);
    }

    private static Map<String, Object> statement(byte[] decision) {
        Map<?, ?> record = map(JsonText.read("The record of a decision", new String(decision, StandardCharsets.UTF_8)));
        if (!(record.get("verdict") instanceof String) || !(record.get("policyDigest") instanceof String)) {
            throw new RatchetException(
                    "What is to be signed is no record of a decision: it has no verdict and no" + " policyDigest.");
        }
        List<Object> subjects = new ArrayList<>();
        subjects.add(Map.of("name", KeptDecision.RECORD, "digest", Map.of("sha256", sha256(decision))));
        if (map(map(record.get("facts")).get("candidate")).get("digest") instanceof String digest) {
            // Not sha256, which would be that of one file.
            subjects.add(Map.of("name", "candidate", "digest", Map.of("ratchetPackage", digest)));
        }
        Map<String, Object> predicate = new LinkedHashMap<>();
        for (String key : List.of("model", "verdict", "policyDigest", "library")) {
            if (record.get(key) instanceof String text) {
                predicate.put(key, text);
            }
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("_type", STATEMENT_TYPE);
        statement.put("subject", subjects);
        statement.put("predicateType", PREDICATE_TYPE);
        statement.put("predicate", predicate);
        return statement;
    }

    /**
     * Checks a signature. What the envelope says of its key is a hint for people; only the given key is believed.
     *
     * @param envelope what {@link #sign} gave
     * @param decision the bytes of {@code decision.json}
     * @param key the public key of who should have signed
     */
    public static Check verify(String envelope, byte[] decision, PublicKey key) {
        Envelope read;
        try {
            read = Envelope.read(envelope);
        } catch (RatchetException e) {
            return new Check(Kind.MALFORMED, String.valueOf(e.getMessage()));
        }
        boolean signed = read.signatures().stream()
                .anyMatch(signature -> Dsse.verify(PAYLOAD_TYPE, read.payload(), signature.bytes(), key));
        if (!signed) {
            return notSigned(read, key);
        }
        return statementCheck(read, decision, key);
    }

    private static Check notSigned(Envelope read, PublicKey key) {
        String given = SigningKeys.id(key);
        List<String> ids = read.signatures().stream().map(Signed::key).toList();
        return ids.contains(given)
                ? new Check(
                        Kind.TAMPERED,
                        "the signature names the key " + given
                                + ", which did not sign this: the statement was changed after" + " it was signed")
                : new Check(
                        Kind.WRONG_KEY,
                        "it was not signed with the given key " + given + "; it names " + String.join(", ", ids));
    }

    private static Check statementCheck(Envelope read, byte[] decision, PublicKey key) {
        Map<?, ?> statement;
        try {
            statement = map(JsonText.read("the statement", new String(read.payload(), StandardCharsets.UTF_8)));
        } catch (RatchetException e) {
            return new Check(Kind.MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!STATEMENT_TYPE.equals(statement.get("_type")) || !PREDICATE_TYPE.equals(statement.get("predicateType"))) {
            return new Check(
                    Kind.MALFORMED,
                    "what was signed is no statement of a decision: its type is " + statement.get("_type")
                            + " and its predicate's " + statement.get("predicateType"));
        }
        String actual = sha256(decision);
        String signed = subject(statement);
        return actual.equals(signed)
                ? new Check(Kind.VALID, "signed with the key " + SigningKeys.id(key))
                : new Check(
                        Kind.TAMPERED,
                        KeptDecision.RECORD + " has the digest " + actual + ", and " + signed + " was signed");
    }

    private static String subject(Map<?, ?> statement) {
        if (statement.get("subject") instanceof List<?> subjects) {
            for (Object each : subjects) {
                Map<?, ?> subject = map(each);
                if (KeptDecision.RECORD.equals(subject.get("name"))) {
                    return String.valueOf(map(subject.get("digest")).get("sha256"));
                }
            }
        }
        return "none";
    }

    /** One signature of an envelope. */
    private record Signed(String key, byte[] bytes) {}

    private record Envelope(byte[] payload, List<Signed> signatures) {

        static Envelope read(String text) {
            Map<?, ?> json = map(JsonText.read("the envelope", text));
            if (!PAYLOAD_TYPE.equals(json.get("payloadType"))) {
                throw new RatchetException("the envelope's payloadType is " + json.get("payloadType") + ": "
                        + PAYLOAD_TYPE + " is needed");
            }
            List<Signed> signatures = new ArrayList<>();
            if (json.get("signatures") instanceof List<?> list) {
                list.forEach(each -> signatures.add(new Signed(
                        String.valueOf(map(each).get("keyid")), bytes(map(each).get("sig"), "sig"))));
            }
            if (signatures.isEmpty()) {
                throw new RatchetException("the envelope has no signatures");
            }
            return new Envelope(bytes(json.get("payload"), "payload"), signatures);
        }

        private static byte[] bytes(@Nullable Object base64, String what) {
            try {
                // Both alphabets are allowed in envelopes.
                return Base64.getDecoder()
                        .decode(String.valueOf(base64).replace('-', '+').replace('_', '/'));
            } catch (IllegalArgumentException e) {
                throw new RatchetException("the envelope's " + what + " is no base64", e);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(CanonicalJson.sha256().digest(bytes));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
