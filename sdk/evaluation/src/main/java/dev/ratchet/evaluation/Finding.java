/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a check found, in words that say what was seen and what to do. Immutable.
 *
 * @param check the name of the check, as {@code seed_stability}; the same check has the same name in every run
 * @param level how much it matters
 * @param message what was given, what was expected and what to do about it
 * @param backTo the stage of the lifecycle to return to; empty when there is no need to
 */
public record Finding(String check, Level level, String message, Optional<Stage> backTo) {

    /** How much a finding matters, from the least to the most; what could not be looked at comes last. */
    public enum Level {
        /** The check was made and found nothing. */
        OK,
        /** Something to know. */
        NOTE,
        /** Something that is probably wrong. */
        WARNING,
        /** What was demanded does not hold. */
        FAILED,
        /** The check was not made, for the reason in the message. It is no sign that all is well. */
        NOT_COMPUTED
    }

    /** The stages of the lifecycle that an evaluation can send back to, in their order. */
    public enum Stage {
        /** What is asked: the task, the target, the metric that measures success, the costs of errors. */
        PROBLEM,
        /** The rows: how many, how recent, how they are labelled and split. */
        DATA,
        /** What the model is told of each row. */
        FEATURES,
        /** The algorithm, its parameters, its regularisation. */
        TRAINING,
        /** How the model is judged: rows, metric, threshold. */
        EVALUATION
    }

    /** Checks that nothing is missing. */
    public Finding {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(backTo, "backTo");
    }

    /** Nothing was found. */
    public static Finding ok(String check, String message) {
        return new Finding(check, Level.OK, message, Optional.empty());
    }

    /** Something to know. */
    public static Finding note(String check, String message) {
        return new Finding(check, Level.NOTE, message, Optional.empty());
    }

    /** Something that is probably wrong, and where to mend it. */
    public static Finding warning(String check, String message, Stage backTo) {
        return new Finding(check, Level.WARNING, message, Optional.of(backTo));
    }

    /** What was demanded does not hold, and where to mend it. */
    public static Finding failed(String check, String message, Stage backTo) {
        return new Finding(check, Level.FAILED, message, Optional.of(backTo));
    }

    /** The check was not made, and why. */
    public static Finding notComputed(String check, String reason) {
        return new Finding(check, Level.NOT_COMPUTED, reason, Optional.empty());
    }

    /** As JSON-like values: {@code {"check":..., "level":..., "message":..., "back_to":...}}. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", check);
        json.put("level", level.name().toLowerCase(Locale.ROOT));
        json.put("message", message);
        backTo.ifPresent(stage -> json.put("back_to", stage.name().toLowerCase(Locale.ROOT)));
        return json;
    }

    /** As one line of text. */
    public String text() {
        return level.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "  " + check + ": " + message
                + backTo.map(stage -> " (back to " + stage.name().toLowerCase(Locale.ROOT) + ")")
                        .orElse("");
    }
}
