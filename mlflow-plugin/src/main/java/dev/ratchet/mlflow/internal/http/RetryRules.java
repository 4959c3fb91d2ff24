/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.ratchet.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** When a call is tried again, and after which wait. */
final class RetryRules {

    private static final Logger LOG = LoggerFactory.getLogger(RetryRules.class);
    private static final double LONGEST_WAIT_SECONDS = 120;
    private static final int SERVER_ERROR = 500;

    private final HttpSettings settings;
    private final RetryPolicy<Answer> policy;
    private final AtomicBoolean warned = new AtomicBoolean();

    RetryRules(HttpSettings settings) {
        this.settings = settings;
        this.policy = RetryPolicy.<Answer>builder()
                .handle(TryAgain.class)
                .withMaxRetries(settings.maxRetries())
                .withMaxDuration(settings.patience())
                .withDelayFn(this::delay)
                .build();
    }

    /** One attempt; its number counts from 1. */
    interface Attempt {
        Answer run(int number);
    }

    /** Runs attempts until one has an outcome that stays, the attempts are used up, or patience is. */
    Answer run(Attempt attempt) {
        long start = System.nanoTime();
        AtomicReference<@Nullable TryAgain> last = new AtomicReference<>();
        try {
            return Failsafe.with(policy).get(context -> {
                try {
                    return attempt.run(context.getAttemptCount() + 1);
                } catch (TryAgain e) {
                    last.set(e);
                    throw judge(e, context, Duration.ofNanos(System.nanoTime() - start));
                }
            });
        } catch (TryAgain e) {
            throw e.outcome();
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                TryAgain failure = last.get();
                throw new UnavailableException(
                        "The thread was interrupted while it waited to try again.",
                        failure == null || failure.outcome().mayHaveHappened(),
                        failure == null ? e.getCause() : failure.outcome());
            }
            throw e;
        }
    }

    /** A server that wants more time than the call has gets no further attempt before that time. */
    private RuntimeException judge(TryAgain failure, ExecutionContext<Answer> context, Duration elapsed) {
        Duration left = settings.patience().minus(elapsed);
        if (failure.retryAfter().compareTo(left) > 0) {
            return failure.outcome();
        }
        if (context.getAttemptCount() < settings.maxRetries() && warned.compareAndSet(false, true)) {
            LOG.warn("{} Trying again; further failures are logged at DEBUG.", failure.getMessage());
        } else {
            LOG.debug("Attempt {}: {}", context.getAttemptCount() + 1, failure.getMessage());
        }
        return failure;
    }

    private Duration delay(ExecutionContext<Answer> context) {
        Throwable last = context.getLastException();
        if (last instanceof TryAgain failure && !failure.retryAfter().isNegative()) {
            return failure.retryAfter();
        }
        // The first wait is chance alone: most failures are one lost connection.
        int failures = context.getAttemptCount();
        double wait = failures <= 1 ? 0 : settings.backoffSeconds() * Math.pow(2, failures - 2.0);
        double chance = settings.jitterSeconds() * ThreadLocalRandom.current().nextDouble();
        return HttpSettings.seconds(Math.min(LONGEST_WAIT_SECONDS, wait + chance));
    }

    /** Whether the same request may succeed later. */
    static boolean mayPass(Answer answer) {
        int status = answer.status();
        // MLflow has no status of its own for what is switched off, and answers 500.
        return !answer.errorCode().equals("FEATURE_DISABLED") && mayPass(status);
    }

    private static boolean mayPass(int status) {
        return status == 408 || status == 429 || (status >= SERVER_ERROR && status != 501 && status != 505);
    }

    /** What the header {@code Retry-After} asks for, negative when it asks for nothing or is not to be respected. */
    Duration retryAfter(Answer answer) {
        String text = answer.header("Retry-After").strip();
        Duration none = Duration.ofNanos(-1);
        if (text.isEmpty() || !settings.respectRetryAfter()) {
            return none;
        }
        try {
            if (text.chars().allMatch(Character::isDigit)) {
                return Duration.ofSeconds(text.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(text));
            }
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return none;
        }
    }
}
