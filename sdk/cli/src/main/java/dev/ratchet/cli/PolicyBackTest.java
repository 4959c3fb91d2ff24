/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.promotion.PastCandidate;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.Verdict;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a policy says of past versions. Apart from its command, so that the command loads without the classes of tables. */
final class PolicyBackTest {

    private final CliContext context;
    private final CommonOptions options;
    private final RowOptions rows;
    private final PolicyTryCommand what;

    PolicyBackTest(CliContext context, CommonOptions options, RowOptions rows, PolicyTryCommand what) {
        this.context = context;
        this.options = options;
        this.rows = rows;
        this.what = what;
    }

    int run(Path file, String model) {
        PromotionPolicy policy = PromotionPolicy.load(file);
        if (!policy.model().equals(model)) {
            throw options.usage(
                    "the policy '" + file + "' is for '" + policy.model() + "', and --model is '" + model + "'");
        }
        String data = what.data();
        try (Ratchet ratchet = options.apply(context).open();
                OpenedData.@Nullable InMemory given =
                        data == null ? null : DatasetFiles.read(context, data, rows, options)) {
            Promotion promotion = promotion(ratchet);
            List<PastCandidate> past = Activity.during(
                    context,
                    "Judging past versions",
                    now -> promotion
                            .progress(now)
                            .backTest(policy, what.versions(), given == null ? null : given.table()));
            if (options.json()) {
                context.json(Map.of(
                        "versions", past.stream().map(PolicyBackTest::json).toList()));
            } else {
                print(past);
            }
        }
        return Cli.DONE;
    }

    private Promotion promotion(Ratchet ratchet) {
        Promotion promotion = Promotion.of(ratchet).clock(context.clock());
        PredictionOptions columns = what.columns();
        if (columns.hasLabel()) {
            promotion = promotion.label(columns.label());
        }
        String key = columns.key();
        return key == null ? promotion : promotion.key(key);
    }

    private void print(List<PastCandidate> past) {
        Table table = new Table(List.of(">version", ">against", "then", "now", "why"));
        for (PastCandidate each : past) {
            table.row(
                    String.valueOf(each.version()),
                    each.champion().isPresent() ? String.valueOf(each.champion().getAsInt()) : "-",
                    each.then().map(Enum::name).orElse("-"),
                    each.decision().map(decision -> decision.verdict().name()).orElse("not judged"),
                    Texts.printable(each.decision().map(PolicyBackTest::reason).orElse(each.explanation())));
        }
        context.print(table, "");
        long judged = past.stream().filter(each -> each.decision().isPresent()).count();
        context.out()
                .println("Judged: " + judged + " of " + Texts.count(past.size(), "version") + ", "
                        + past.stream()
                                .filter(each -> each.source() == PastCandidate.Source.KEPT)
                                .count()
                        + " by kept predictions.");
    }

    /** What held it up first, else the primary rule's reason. */
    private static String reason(PromotionDecision decision) {
        return decision.rules().stream()
                .filter(rule -> rule.verdict() == decision.verdict())
                .reduce((first, second) -> decision.verdict() == Verdict.PROMOTE ? second : first)
                .map(rule -> rule.rule() + ": " + rule.reason())
                .orElse("");
    }

    private static Map<String, @Nullable Object> json(PastCandidate each) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", each.version());
        json.put("source", each.source().name());
        json.put("champion", each.champion().isPresent() ? each.champion().getAsInt() : null);
        json.put("then", each.then().map(Enum::name).orElse(null));
        json.put(
                "verdict",
                each.decision().map(decision -> decision.verdict().name()).orElse(null));
        json.put("explanation", each.explanation());
        json.put(
                "rules",
                each.decision()
                        .map(decision -> decision.toJsonValue().get("rules"))
                        .orElse(null));
        return json;
    }
}
