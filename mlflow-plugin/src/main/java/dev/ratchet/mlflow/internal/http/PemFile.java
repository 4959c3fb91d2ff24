/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file; what stands around them is ignored.
 *
 * @param blocks in the order of the file
 */
record PemFile(List<Block> blocks) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);

    /**
     * What stands between BEGIN and END.
     *
     * @param label what it says it is, such as {@code CERTIFICATE}
     * @param text Base64, of old keys with lines of headers before it
     */
    record Block(String label, String text) {

        byte[] bytes() {
            return Base64.getMimeDecoder().decode(text);
        }

        /** A secret key may be inside: never the text. */
        @Override
        public String toString() {
            return "Block[" + label + "]";
        }
    }

    static PemFile read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return new PemFile(List.copyOf(blocks));
    }

    /** The certificates, in the order of the file. */
    List<X509Certificate> certificates() throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
            }
        }
        return certificates;
    }
}
