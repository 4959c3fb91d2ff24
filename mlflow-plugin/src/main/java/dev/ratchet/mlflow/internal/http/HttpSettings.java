/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait and how often to try, by MLflow's environment variables, and how many files move at once.
 *
 * @param timeout how long one attempt may take; for files, the longest time in which no byte moves
 * @param maxRetries attempts after the first
 * @param backoffSeconds what the waits between attempts start from; each is twice the one before
 * @param jitterSeconds the most that chance adds to a wait
 * @param respectRetryAfter whether a server's Retry-After replaces our own wait
 * @param parallelTransfers how many files of a directory move at the same time
 */
public record HttpSettings(
        Duration timeout,
        int maxRetries,
        double backoffSeconds,
        double jitterSeconds,
        boolean respectRetryAfter,
        int parallelTransfers) {

    private static final String TIMEOUT = "MLFLOW_HTTP_REQUEST_TIMEOUT";
    private static final String MAX_RETRIES = "MLFLOW_HTTP_REQUEST_MAX_RETRIES";
    private static final String BACKOFF_FACTOR = "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR";
    private static final String BACKOFF_JITTER = "MLFLOW_HTTP_REQUEST_BACKOFF_JITTER";
    private static final String RETRY_AFTER = "MLFLOW_HTTP_RESPECT_RETRY_AFTER_HEADER";
    private static final String TRANSFERS = "RATCHET_PARALLEL_TRANSFERS";
    private static final int MOST_TRANSFERS = 32;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /** Reads the settings, with MLflow's defaults. */
    public static HttpSettings of(StoreSettings settings) {
        double timeout = number(settings, TIMEOUT, 120);
        if (timeout <= 0) {
            throw new MisconfiguredException(TIMEOUT + " is " + timeout + "; it must be above 0 seconds.");
        }
        double retries = number(settings, MAX_RETRIES, 7);
        if (retries != Math.rint(retries) || retries > 1000) {
            throw new MisconfiguredException(
                    MAX_RETRIES + " is " + retries + "; it must be a whole number from 0 to 1000.");
        }
        double transfers = number(settings, TRANSFERS, 4);
        if (transfers != Math.rint(transfers) || transfers < 1 || transfers > MOST_TRANSFERS) {
            throw new MisconfiguredException(
                    TRANSFERS + " is " + transfers + "; it must be a whole number from 1 to " + MOST_TRANSFERS + ".");
        }
        return new HttpSettings(
                seconds(timeout),
                (int) retries,
                number(settings, BACKOFF_FACTOR, 2),
                number(settings, BACKOFF_JITTER, 1),
                settings.flag(RETRY_AFTER, true),
                (int) transfers);
    }

    /** How long making a connection may take. */
    public Duration connectTimeout() {
        return timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    }

    /** When the last attempt of a call may begin, counted from the first. */
    public Duration patience() {
        return timeout.multipliedBy(2);
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static double number(StoreSettings settings, String variable, double fallback) {
        Optional<String> text = settings.get(variable);
        if (text.isEmpty()) {
            return fallback;
        }
        double value;
        try {
            value = Double.parseDouble(text.get().strip());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value <= 1e6)) {
            throw new MisconfiguredException(
                    variable + " is '" + text.get() + "'; it must be a number from 0 to 1000000.");
        }
        return value;
    }
}
