/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.parts.PartSizes;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How storage is reached, and how files move.
 *
 * @param endpoint where it is; absent for Amazon's own
 * @param pathStyle whether the bucket stands in the path and not in the host
 * @param ignoreTls whether any certificate is trusted
 * @param authorities a file of certificates to trust in place of Java's; empty text for none
 * @param region as the settings say; empty text where they do not
 * @param keys as the settings say; absent where they do not
 * @param bucketOwner the account that must own the bucket; absent where any may
 * @param arguments what uploads say besides
 * @param timeout the longest silence
 * @param retries attempts after the first to get the rest of a download that broke off
 * @param parallel how many parts move at once
 * @param sizes of parts
 */
record S3Settings(
        @Nullable URI endpoint,
        boolean pathStyle,
        boolean ignoreTls,
        String authorities,
        String region,
        @Nullable Keys keys,
        @Nullable String bucketOwner,
        UploadArguments arguments,
        Duration timeout,
        int retries,
        int parallel,
        PartSizes sizes) {

    private static final List<String> ENDPOINTS =
            List.of("MLFLOW_S3_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
    private static final String STYLE = "MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE";

    /** An access key; shown to nobody. */
    record Keys(String id, String secret, @Nullable String session) {
        @Override
        public String toString() {
            return "Keys[...]";
        }
    }

    static S3Settings of(StoreSettings settings) {
        Optional<URI> endpoint = endpoint(settings);
        return new S3Settings(
                endpoint.orElse(null),
                pathStyle(settings, endpoint.isPresent()),
                settings.flag("MLFLOW_S3_IGNORE_TLS", false),
                text(settings, "AWS_CA_BUNDLE"),
                settings.get("AWS_REGION")
                        .or(() -> settings.get("AWS_DEFAULT_REGION"))
                        .map(String::strip)
                        .orElse(""),
                keys(settings),
                settings.get("MLFLOW_S3_EXPECTED_BUCKET_OWNER").orElse(null),
                UploadArguments.of(settings),
                Duration.ofMillis((long) (number(settings, "MLFLOW_HTTP_REQUEST_TIMEOUT", 120, 0.001, 1e6) * 1000)),
                (int) number(settings, "MLFLOW_HTTP_REQUEST_MAX_RETRIES", 7, 0, 1000),
                (int) number(settings, "RATCHET_PARALLEL_TRANSFERS", 4, 1, 32),
                PartSizes.of(settings));
    }

    private static String text(StoreSettings settings, String variable) {
        return settings.get(variable).map(String::strip).orElse("");
    }

    private static Optional<URI> endpoint(StoreSettings settings) {
        for (String variable : ENDPOINTS) {
            String text = text(settings, variable);
            if (!text.isEmpty()) {
                return Optional.of(address(variable, text));
            }
        }
        return Optional.empty();
    }

    private static URI address(String variable, String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            uri = URI.create("");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new MisconfiguredException(variable
                    + " is no address of storage; give one such as https://s3.example.com, without user and password.");
        }
        return uri;
    }

    /** Hosts of other storage than Amazon's mostly have no name for each bucket. */
    private static boolean pathStyle(StoreSettings settings, boolean otherStorage) {
        String style = text(settings, STYLE).toLowerCase(Locale.ROOT);
        return switch (style) {
            case "", "auto" -> otherStorage;
            case "path" -> true;
            case "virtual" -> false;
            default ->
                throw new MisconfiguredException(STYLE + " is '" + style + "'; it must be auto, path or virtual.");
        };
    }

    private static @Nullable Keys keys(StoreSettings settings) {
        String id = text(settings, "AWS_ACCESS_KEY_ID");
        String secret = text(settings, "AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() != secret.isEmpty()) {
            throw new MisconfiguredException(
                    MisconfiguredException.Reason.CREDENTIALS,
                    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together; set "
                            + (id.isEmpty() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY") + " too, or unset both.");
        }
        return id.isEmpty()
                ? null
                : new Keys(
                        id,
                        secret,
                        settings.get("AWS_SESSION_TOKEN").map(String::strip).orElse(null));
    }

    private static double number(StoreSettings settings, String variable, double fallback, double least, double most) {
        String text = text(settings, variable);
        double value;
        try {
            value = text.isEmpty() ? fallback : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw new MisconfiguredException(
                    variable + " is '" + text + "'; it must be a number from " + least + " to " + most + ".");
        }
        return value;
    }
}
