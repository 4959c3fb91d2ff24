/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.Inspection;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;

import java.time.Duration;
import java.util.Map;

/** A program that does a run with the settings of its environment, and shows all that it can. */
final class TalkativeProgram {

    /** Long, because the start of a process on a busy machine counts too. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private TalkativeProgram() {}

    public static void main(String[] args) {
        try (Inspection inspection = Ratchet.builder().probeTimeout(LIMIT).inspect()) {
            inspection.server().ifPresent(System.out::println);
        } catch (RatchetException e) {
            e.printStackTrace(System.out);
        }
        try (Ratchet ratchet =
                Ratchet.builder().probeTimeout(LIMIT).createTimeout(LIMIT).open()) {
            System.out.println("opened");
            ratchet.experiment(args[0]).run("talkative", run -> {
                System.out.println(run);
                run.logParam("depth", 3);
                run.logMetrics(Map.of("loss", 0.5), 1);
                run.logText("text", "notes.txt");
                return "done";
            });
        } catch (RatchetException e) {
            e.printStackTrace(System.out);
        }
    }
}
