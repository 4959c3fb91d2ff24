/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.record.DecisionSignature.Check;
import dev.ratchet.promotion.record.DecisionSignature.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys, envelopes and statements. Keys and signatures of others: RFC 8410, openssl 3.0, Python's cryptography 48. */
class SigningTest {

    /** RFC 8410, section 10.3. */
    static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    /** RFC 8410, section 10.1. */
    static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    /** {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout}. */
    static final String OTHER_PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIDg7pkbsfcOzSqdnuRwEjbS8Z3KFA21QALFxEtW6a8l4
            -----END PRIVATE KEY-----
            """;

    static final String OTHER_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA/bnUJF9GoVbV/khrjkJH/dvmnknvR9nr5GOp0Xz/2WM=
            -----END PUBLIC KEY-----
            """;

    /** {@code openssl pkey -in k.pem -pubout -outform DER | sha256sum}. */
    private static final String ID = "a1e9156054e04fac";

    private static final byte[] RECORD =
            ("{\"facts\":{\"candidate\":{\"digest\":\"0123\"}},\"model\":\"churn\",\"policyDigest\":\"89ab\","
                            + "\"verdict\":\"PROMOTE\"}")
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static PrivateKey key() {
        return SigningKeys.privateKey(PRIVATE, "the key");
    }

    private static PublicKey trusted() {
        return SigningKeys.publicKey(PUBLIC, "the key");
    }

    @Test
    void keysOfRfc8410_areAPair_andHaveTheIdThatOpensslGives() {
        assertThat(SigningKeys.publicOf(key())).isEqualTo(trusted());
        assertThat(SigningKeys.publicOf(SigningKeys.privateKey(OTHER_PRIVATE, "it")))
                .isEqualTo(SigningKeys.publicKey(OTHER_PUBLIC, "it"));
        assertThat(SigningKeys.id(trusted())).isEqualTo(ID);
    }

    /**
     * The example of the envelope's specification, signed by
     * {@code openssl pkeyutl -sign -inkey k.pem -rawin -in pae.txt | base64} and by Python's cryptography alike.
     */
    @Test
    void signature_isThatOfOpenssl_overTheEncodingOfTheSpecification() {
        byte[] payload = "hello world".getBytes(StandardCharsets.UTF_8);
        String type = "http://example.com/HelloWorld";

        assertThat(new String(Dsse.encoded(type, payload), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
        assertThat(Base64.getEncoder().encodeToString(Dsse.sign(type, payload, key())))
                .isEqualTo("onxMTeMfS8/kBopQrDOBgE+tf0WuzWiMN7Ai52tcFQ8Izn+ASmNRUsZZRKWhvF82MxYE8A6jXkqmLWnG131GCg==");
    }

    @Test
    void signed_isValid_andStatesRecordAndPackage() {
        String envelope = DecisionSignature.sign(RECORD, key());

        assertThat(DecisionSignature.verify(envelope, RECORD, trusted()))
                .isEqualTo(new Check(Kind.VALID, "signed with the key " + ID));
        String payload = envelope.replaceAll(".*\"payload\":\"([^\"]*)\".*", "$1");
        assertThat(new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8))
                .contains(
                        "\"_type\":\"https://in-toto.io/Statement/v1\"",
                        "\"predicateType\":\"urn:ratchet:decision:v1\"",
                        "{\"digest\":{\"ratchetPackage\":\"0123\"},\"name\":\"candidate\"}",
                        "\"verdict\":\"PROMOTE\"");
    }

    @Test
    void tampered_wrongKey_andMalformed_areToldApart() {
        String envelope = DecisionSignature.sign(RECORD, key());
        byte[] edited = new String(RECORD, StandardCharsets.UTF_8)
                .replace("PROMOTE", "REJECT")
                .getBytes(StandardCharsets.UTF_8);

        Check record = DecisionSignature.verify(envelope, edited, trusted());
        assertThat(record.kind()).isEqualTo(Kind.TAMPERED);
        assertThat(record.explanation()).contains("decision.json has the digest", "was signed");

        String payload = envelope.replaceAll(".*\"payload\":\"([^\"]*)\".*", "$1");
        String other = Base64.getEncoder()
                .encodeToString(new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
                        .replace("PROMOTE", "REJECT")
                        .getBytes(StandardCharsets.UTF_8));
        Check statement = DecisionSignature.verify(envelope.replace(payload, other), RECORD, trusted());
        assertThat(statement.kind()).isEqualTo(Kind.TAMPERED);
        assertThat(statement.explanation()).contains("names the key " + ID, "changed after it was signed");

        Check wrong = DecisionSignature.verify(envelope, RECORD, SigningKeys.publicKey(OTHER_PUBLIC, "it"));
        assertThat(wrong.kind()).isEqualTo(Kind.WRONG_KEY);
        assertThat(wrong.explanation()).contains("not signed with the given key", "it names " + ID);

        for (String malformed : new String[] {
            "",
            "{",
            "{}",
            envelope.replace("in-toto", "other"),
            envelope.replaceAll("\"payload\":\"", "\"payload\":\"!")
        }) {
            Check check = DecisionSignature.verify(malformed, RECORD, trusted());
            assertThat(check.kind()).as(malformed).isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void unsignable_isRefused() {
        assertThatThrownBy(() -> DecisionSignature.sign("{}".getBytes(StandardCharsets.UTF_8), key()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("no record of a decision");
    }

    @Test
    void keysThatCannotBeUsed_areRefused_andNeverShown() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        String other = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(rsa.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";

        assertThatThrownBy(() -> SigningKeys.privateKey(other, "'rsa.pem'"))
                .hasMessageContaining("'rsa.pem' holds no private key of Ed25519")
                .hasMessageNotContainingAny(other.substring(30, 60));
        assertThatThrownBy(() -> SigningKeys.privateKey(PUBLIC, "it"))
                .hasMessageContaining("holds a 'PUBLIC KEY', and a 'PRIVATE KEY' is needed");
        assertThatThrownBy(() -> SigningKeys.privateKey(PRIVATE.replace("PRIVATE", "ENCRYPTED PRIVATE"), "it"))
                .hasMessageContaining("removes the password");
        assertThatThrownBy(() -> SigningKeys.publicKey("ssh-ed25519 AAAA", "it"))
                .hasMessageContaining("holds no key in PEM", "openssl genpkey");
        assertThatThrownBy(() -> SigningKeys.privateKey(folder.resolve("none.pem")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void keyFiles_areRead() throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), "# mine\n" + PRIVATE);
        Path pub = Files.writeString(folder.resolve("key.pub"), PUBLIC);

        assertThat(SigningKeys.publicOf(SigningKeys.privateKey(file))).isEqualTo(SigningKeys.publicKey(pub));
    }
}
