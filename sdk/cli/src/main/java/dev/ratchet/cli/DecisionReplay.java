/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.data.Table;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.Replay;
import dev.ratchet.promotion.Rescored;
import dev.ratchet.promotion.record.KeptDecision;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** Computes a decision again. Apart from its command, so that the command loads without the classes of tables. */
final class DecisionReplay {

    private final CliContext context;
    private final CommonOptions options;
    private final ReplayCommand what;

    DecisionReplay(CliContext context, CommonOptions options, ReplayCommand what) {
        this.context = context;
        this.options = options;
        this.what = what;
    }

    int run() {
        String run = what.run();
        if (run == null) {
            try (KeptDecision kept = KeptDecision.ofFiles(what.record(), what.predictions(), what.latencies())) {
                return show(kept, null);
            }
        }
        try (RunSource source = RunSource.open(options, context)) {
            RunSource.Found found = source.find(run);
            try (KeptDecision kept =
                    KeptDecision.ofRun(found.stores(), found.run().id())) {
                return show(kept, rescored(kept));
            }
        }
    }

    private @Nullable Rescored rescored(KeptDecision kept) {
        String data = what.data();
        if (data == null) {
            return null;
        }
        try (Ratchet ratchet = options.apply(context).open();
                Table rows =
                        DatasetFiles.read(context, data, what.rows(), options).table()) {
            Promotion promotion = Promotion.of(ratchet);
            String label = what.label();
            if (label != null) {
                promotion = promotion.label(label);
            }
            String key = what.key();
            if (key != null) {
                promotion = promotion.key(key);
            }
            Promotion asked = promotion;
            return Activity.during(
                    context, "Scoring again", now -> asked.progress(now).rescore(kept, rows));
        }
    }

    private int show(KeptDecision kept, @Nullable Rescored rescored) {
        Replay replay = Activity.during(context, "Deciding again", now -> kept.replay());
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("same", replay.isSame());
            json.put("digest", kept.digest());
            json.put("verdict", replay.decision().verdict().name());
            json.put("differences", replay.differences());
            if (rescored != null) {
                json.put("rescored", json(rescored));
            }
            context.json(json);
        } else {
            replay.differences().forEach(line -> context.out().println(Texts.printable(line)));
            context.out()
                    .println(
                            replay.isSame()
                                    ? "The decision in " + kept.place() + " is the same again: "
                                            + replay.decision().verdict() + "."
                                    : Texts.count(replay.differences().size(), "difference") + ".");
            if (rescored != null) {
                context.out().println(words(rescored));
            }
        }
        return replay.isSame() ? Cli.DONE : Cli.FAILED;
    }

    private static String words(Rescored rescored) {
        return rescored.rows() + " rows were scored again. Largest difference of a number: candidate "
                + rescored.candidate()
                + (Double.isNaN(rescored.champion()) ? "." : ", champion " + rescored.champion() + ".");
    }

    private static Map<String, @Nullable Object> json(Rescored rescored) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rows", rescored.rows());
        json.put("candidate", rescored.candidate());
        json.put("champion", Double.isNaN(rescored.champion()) ? null : rescored.champion());
        return json;
    }
}
