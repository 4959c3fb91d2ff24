/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import dev.ratchet.Inspection;
import dev.ratchet.RunHealth;
import dev.ratchet.RunHealth.Writer;
import dev.ratchet.cli.internal.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How the runs of the local store fare. */
final class RunChecks {

    private static final int NAMED = 5;

    private final List<RunHealth> runs;
    private final String sync;
    private final List<Finding> findings = new ArrayList<>();

    private RunChecks(Inspection inspection) {
        this.runs = inspection.runs();
        this.sync = "ratchet sync --store '" + inspection.directory() + "'";
    }

    static List<Finding> of(Inspection inspection) {
        if (inspection.local().isEmpty()) {
            return List.of();
        }
        return new RunChecks(inspection).all();
    }

    private List<Finding> all() {
        findings.add(Finding.ok("runs", "The local store has " + Texts.count(runs.size(), "run") + "."));
        waiting();
        writers();
        List<RunHealth> refused = which(run -> !run.refused().isEmpty());
        if (!refused.isEmpty()) {
            findings.add(Finding.warning(
                    "runs.refused",
                    "The server refused something of " + named(refused) + ": "
                            + refused.get(0).refused().get(0),
                    "What was refused stays in the local store; the server will never have it.",
                    sync + "   (lists everything that was refused)"));
        }
        List<RunHealth> damaged = which(run -> !run.damages().isEmpty());
        if (!damaged.isEmpty()) {
            findings.add(Finding.warning(
                    "runs.damaged",
                    "The records of " + named(damaged) + " are not whole: "
                            + damaged.get(0).damages().get(0),
                    "What is damaged cannot be read any more; the rest can.",
                    "Check the disk (`sudo dmesg | grep -i error`); log what is missing in a new run"));
        }
        return findings;
    }

    private void waiting() {
        List<RunHealth> waiting = which(run -> run.waiting() && run.writer() != Writer.ALIVE);
        if (waiting.isEmpty()) {
            return;
        }
        long values = waiting.stream().mapToLong(RunHealth::waitingValues).sum();
        long files = waiting.stream().mapToLong(RunHealth::waitingFiles).sum();
        findings.add(Finding.warning(
                "runs.waiting",
                named(waiting) + (waiting.size() == 1 ? " waits" : " wait") + " for delivery, with "
                        + Texts.count(values, "value") + " and " + Texts.count(files, "file") + ".",
                "They are kept, but nobody sees all of them on the server.",
                sync));
    }

    private void writers() {
        List<RunHealth> alive = which(run -> run.writer() == Writer.ALIVE);
        if (!alive.isEmpty()) {
            findings.add(
                    Finding.ok("runs.active", named(alive) + (alive.size() == 1 ? " is" : " are") + " being written."));
        }
        List<RunHealth> dead = which(run -> run.writer() == Writer.DEAD);
        if (!dead.isEmpty()) {
            findings.add(Finding.warning(
                    "runs.dead-writer",
                    "The process that wrote " + named(dead) + " died without ending "
                            + (dead.size() == 1 ? "it." : "them."),
                    "They count as running until they are ended.",
                    sync));
        }
        List<RunHealth> elsewhere = which(run -> run.writer() == Writer.ELSEWHERE);
        if (!elsewhere.isEmpty()) {
            findings.add(Finding.info(
                    "runs.elsewhere",
                    named(elsewhere) + " " + (elsewhere.size() == 1 ? "was" : "were")
                            + " begun on another machine and not ended.",
                    "Nobody can tell from here whether they still run.",
                    sync + " --finish   (only when they do not)"));
        }
    }

    private List<RunHealth> which(Predicate<RunHealth> condition) {
        return runs.stream().filter(condition).toList();
    }

    private static String named(List<RunHealth> some) {
        int length = Texts.idLength(some.stream().map(RunHealth::key).toList());
        String names = some.stream()
                .limit(NAMED)
                .map(run -> "'" + run.name() + "' (" + Texts.shortId(run.key(), length) + ")")
                .collect(Collectors.joining(", "));
        return Texts.count(some.size(), "run") + " " + names + (some.size() > NAMED ? ", ..." : "");
    }
}
