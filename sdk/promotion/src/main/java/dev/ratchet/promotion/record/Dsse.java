/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** What is signed by version 1 of the Dead Simple Signing Envelope: the payload's type and the payload, with their lengths. */
final class Dsse {

    private static final String ALGORITHM = "Ed25519";

    private Dsse() {}

    /** The bytes that are signed. */
    static byte[] encoded(String type, byte[] payload) {
        byte[] typed = type.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ("DSSEv1 " + typed.length + " " + type + " " + payload.length + " ").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + payload.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }

    static byte[] sign(String type, byte[] payload, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(encoded(type, payload));
            return signature.sign();
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(
                    "The key is of " + key.getAlgorithm() + ": a private key of Ed25519 is needed.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519.", e);
        }
    }

    static boolean verify(String type, byte[] payload, byte[] signed, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(encoded(type, payload));
            return signature.verify(signed);
        } catch (SignatureException e) {
            // Of another length, or no point of the curve.
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(
                    "The key is of " + key.getAlgorithm() + ": a public key of Ed25519 is needed.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519.", e);
        }
    }
}
