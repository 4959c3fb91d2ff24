/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** Private keys as PEM files have them: PKCS#8, and the older forms of RSA (PKCS#1) and elliptic curves (SEC 1). */
final class PemKey {

    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PemKey() {}

    /**
     * The key of a file, for a certificate's public key.
     *
     * @return empty where the file has none
     * @throws GeneralSecurityException when it is encrypted, of another kind, or not the one of that public key
     */
    static Optional<PrivateKey> of(PemFile file, PublicKey partner) throws GeneralSecurityException {
        for (PemFile.Block block : file.blocks()) {
            if (block.label().endsWith("PRIVATE KEY")) {
                PrivateKey key = key(block, partner);
                check(key, partner);
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static PrivateKey key(PemFile.Block block, PublicKey partner) throws GeneralSecurityException {
        if (block.label().startsWith("ENCRYPTED") || block.text().contains("ENCRYPTED")) {
            throw new GeneralSecurityException("the key is encrypted; write it without a password by"
                    + " `openssl pkey -in <file>`, into a file that only you can read");
        }
        byte[] encoded = switch (block.label()) {
            case "PRIVATE KEY" -> block.bytes();
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> wrapped(block.bytes(), partner);
            default ->
                throw new GeneralSecurityException("a " + block.label() + " is not supported; convert it by"
                        + " `openssl pkcs8 -topk8 -nocrypt -in <file>`");
        };
        try {
            return KeyFactory.getInstance(partner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(
                    "the key is not one of the certificate's kind, " + partner.getAlgorithm(), e);
        }
    }

    /** PKCS#8 round a bare key: which kind it is and on which curve, the certificate says. */
    private static byte[] wrapped(byte[] key, PublicKey partner) {
        byte[] algorithm = firstInside(partner.getEncoded());
        byte[] octets = der(OCTET_STRING, key);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(VERSION);
        body.writeBytes(algorithm);
        body.writeBytes(octets);
        return der(SEQUENCE, body.toByteArray());
    }

    /** The first element inside a DER sequence, with its tag and length. */
    private static byte[] firstInside(byte[] sequence) {
        int start = 1 + lengthBytes(sequence, 1);
        int header = 1 + lengthBytes(sequence, start + 1);
        return Arrays.copyOfRange(sequence, start, start + header + length(sequence, start + 1));
    }

    private static int lengthBytes(byte[] der, int at) {
        return (der[at] & 0x80) == 0 ? 1 : 1 + (der[at] & 0x7f);
    }

    private static int length(byte[] der, int at) {
        if ((der[at] & 0x80) == 0) {
            return der[at];
        }
        int length = 0;
        for (int i = 1; i <= (der[at] & 0x7f); i++) {
            length = length << 8 | (der[at + i] & 0xff);
        }
        return length;
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void check(PrivateKey key, PublicKey partner) throws GeneralSecurityException {
        String algorithm = switch (partner.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(partner);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key does not belong to the first certificate");
        }
    }
}
