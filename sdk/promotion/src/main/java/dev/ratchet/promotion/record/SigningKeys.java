/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.internal.json.CanonicalJson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 keys as RFC 8410 writes them: PKCS#8 for private keys, SubjectPublicKeyInfo for public ones, in PEM. That is what
 * {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} make. No message holds any part of a key.
 */
public final class SigningKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final String ALGORITHM = "Ed25519";
    private static final int ID_LENGTH = 16;
    private static final String MAKE = " 'openssl genpkey -algorithm ed25519 -out key.pem' makes a private key, and"
            + " 'openssl pkey -in key.pem -pubout -out key.pub' its public one.";

    private SigningKeys() {}

    /**
     * A private key from a file.
     *
     * @throws RatchetException when there is none that can be used
     */
    public static PrivateKey privateKey(Path file) {
        return privateKey(text(file), "'" + file + "'");
    }

    /**
     * A private key from text, as from a variable of the environment.
     *
     * @param where what the text is, for messages
     * @throws RatchetException when there is none that can be used
     */
    public static PrivateKey privateKey(String pem, String where) {
        byte[] der = der(pem, where, PRIVATE);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw other(where, "private");
        }
    }

    /**
     * A public key from a file.
     *
     * @throws RatchetException when there is none that can be used
     */
    public static PublicKey publicKey(Path file) {
        return publicKey(text(file), "'" + file + "'");
    }

    /**
     * A public key from text.
     *
     * @param where what the text is, for messages
     * @throws RatchetException when there is none that can be used
     */
    public static PublicKey publicKey(String pem, String where) {
        byte[] der = der(pem, where, PUBLIC);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw other(where, "public");
        }
    }

    /** What tells keys apart: the first 16 hexadecimal digits of the SHA-256 of the public key's DER. */
    public static String id(PublicKey key) {
        return HexFormat.of()
                .formatHex(CanonicalJson.sha256().digest(key.getEncoded()))
                .substring(0, ID_LENGTH);
    }

    /** The public key of a private one, which follows from it. */
    static PublicKey publicOf(PrivateKey key) {
        byte[] seed = key instanceof EdECPrivateKey own ? own.getBytes().orElse(new byte[0]) : new byte[0];
        if (seed.length == 0) {
            throw new RatchetException("The private key does not give its bytes, and is no Ed25519 key of this Java.");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519.", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Java makes a pair of keys from 32 random bytes, which are the private key; so given those it finds the public one. */
    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new RatchetException("The key '" + file + "' cannot be read: " + e, e);
        }
    }

    private static byte[] der(String pem, String where, String wanted) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new RatchetException(
                    where + " holds no key in PEM, which begins with -----BEGIN " + wanted + "-----." + MAKE);
        }
        String kind = matcher.group(1);
        if (!kind.equals(wanted)) {
            throw new RatchetException(where + " holds a '" + kind + "', and a '" + wanted + "' is needed."
                    + (kind.equals("ENCRYPTED PRIVATE KEY")
                            ? " 'openssl pkey -in FILE -out key.pem' removes the password."
                            : MAKE));
        }
        try {
            return Base64.getMimeDecoder().decode(matcher.group(2));
        } catch (IllegalArgumentException e) {
            throw other(where, wanted.equals(PRIVATE) ? "private" : "public");
        }
    }

    /** Without a cause, whose message could hold bytes of the key. */
    private static RatchetException other(String where, String kind) {
        return new RatchetException(
                where + " holds no " + kind + " key of Ed25519, which is the kind that is used here." + MAKE);
    }
}
