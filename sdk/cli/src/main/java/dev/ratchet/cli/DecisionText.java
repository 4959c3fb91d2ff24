/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.PromotionResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.record.DecisionPage;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a decision as the options say. */
final class DecisionText {

    private final CliContext context;
    private final OutputOptions options;

    DecisionText(CliContext context, OutputOptions options) {
        this.context = context;
        this.options = options;
    }

    /** Prints a decision, writes its page where one is wanted, and gives the exit code. */
    int print(PromotionDecision decision, List<String> notes, @Nullable Path page) {
        String words = decision.summary()
                + notes.stream().map(note -> "\n  note: " + note).collect(Collectors.joining());
        return print(decision, words, Map.of("notes", notes), page);
    }

    /** Prints what came of a promotion; as {@link #print(PromotionDecision, List, Path)}. */
    int print(PromotionResult result, @Nullable Path page) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put("promoted", result.isPromoted());
        more.put("run", result.run().orElse(null));
        more.put("entry", result.entry().map(LedgerText::json).orElse(null));
        more.put("notes", result.notes());
        return print(result.decision(), result.summary(), more, page);
    }

    private int print(
            PromotionDecision decision,
            String words,
            Map<String, ? extends @Nullable Object> more,
            @Nullable Path page) {
        if (page != null) {
            OutputFile.write(page, "The page", out -> out.print(DecisionPage.html(decision)));
        }
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(decision.toJsonValue());
            json.put("digest", decision.digest());
            json.putAll(more);
            context.json(json);
        } else {
            words.lines().forEach(line -> context.out().println(Texts.printable(line)));
        }
        if (page != null) {
            context.err().println("Written: " + page);
        }
        return exitCode(decision.verdict());
    }

    static int exitCode(Verdict verdict) {
        return switch (verdict) {
            case PROMOTE -> Cli.DONE;
            case HOLD -> Cli.HOLD;
            case REJECT -> Cli.REJECTED;
        };
    }
}
