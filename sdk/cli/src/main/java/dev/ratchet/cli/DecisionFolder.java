/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.PromotionPolicy.Predicted;
import dev.ratchet.promotion.record.DecisionPage;
import dev.ratchet.promotion.record.DecisionSignature;
import dev.ratchet.promotion.record.KeptDecision;
import dev.ratchet.promotion.record.PredictionsFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;

/** Keeps a decision in a folder as a registry keeps it in a run. */
final class DecisionFolder {

    private DecisionFolder() {}

    /** Writes record, page, predictions unless the policy leaves them out, and the signature where there is a key. */
    static void write(Path folder, PromotionDecision decision, Evidence evidence, @Nullable PrivateKey key) {
        try {
            Files.createDirectories(folder);
            byte[] record = decision.toJson().getBytes(StandardCharsets.UTF_8);
            Files.write(folder.resolve(KeptDecision.RECORD), record);
            Files.writeString(folder.resolve("decision.html"), DecisionPage.html(decision));
            if (decision.policy().predictions() == Predicted.KEEP) {
                PredictionsFile.write(evidence, folder.resolve(PredictionsFile.NAME));
            }
            if (key != null) {
                Files.writeString(folder.resolve(DecisionSignature.NAME), DecisionSignature.sign(record, key));
            }
        } catch (IOException e) {
            throw new RatchetException("The decision cannot be kept in '" + folder + "': " + e, e);
        }
    }
}
