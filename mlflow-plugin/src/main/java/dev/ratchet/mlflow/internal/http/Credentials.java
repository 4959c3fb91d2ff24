/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are, as a value of the header {@code Authorization}. User name and password go before a token; each is taken
 * from the settings, else from the address, else from {@code ~/.mlflow/credentials}, as MLflow does.
 */
public final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    private static final int SHORTEST_SECRET = 4;

    private final String header;
    private final String description;
    private final List<String> secrets;

    private Credentials(String header, String description, List<String> secrets) {
        this.header = header;
        this.description = description;
        this.secrets = secrets;
    }

    /** Finds the credentials for an address. */
    public static Credentials find(StoreSettings settings, URI address, Path home) {
        String info = address.getUserInfo() == null ? "" : address.getUserInfo();
        int colon = info.indexOf(':');
        Map<String, String> file = readFile(home.resolve(".mlflow").resolve("credentials"));
        String username = settings.get(USERNAME)
                .or(() -> nonBlank(colon < 0 ? info : info.substring(0, colon)))
                .or(() -> nonBlank(file.get("mlflow_tracking_username")))
                .orElse("");
        String password = settings.get(PASSWORD)
                .or(() -> nonBlank(colon < 0 ? "" : info.substring(colon + 1)))
                .or(() -> nonBlank(file.get("mlflow_tracking_password")))
                .orElse("");
        String token = settings.get(TOKEN).map(String::strip).orElse("");
        if (!username.isEmpty() && !password.isEmpty()) {
            return basic(username, password);
        }
        if (!token.isEmpty()) {
            return bearer(token);
        }
        if (!username.isEmpty() || !password.isEmpty()) {
            throw new MisconfiguredException((username.isEmpty() ? PASSWORD : USERNAME) + " is given but "
                    + (username.isEmpty() ? USERNAME : PASSWORD) + " is not; set both, or " + TOKEN + ", or neither.");
        }
        return new Credentials("", "no credentials", List.of());
    }

    private static Credentials basic(String username, String password) {
        String pair = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Credentials("Basic " + pair, "user name '" + username + "' and a password", List.of(pair, password));
    }

    private static Credentials bearer(String token) {
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new MisconfiguredException(
                    TOKEN + " has a character that a header cannot carry; give the token alone, on one line.");
        }
        return new Credentials("Bearer " + token, "a token", List.of(token));
    }

    /** The header's value, empty when there are no credentials. */
    Optional<String> header() {
        return nonBlank(header);
    }

    /** What kind of credentials there are, without secrets. */
    String description() {
        return description;
    }

    /** The text with every secret replaced. */
    String scrub(String text) {
        String clean = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                clean = clean.replace(secret, "***");
            }
        }
        return clean;
    }

    @Override
    public String toString() {
        return description;
    }

    private static Optional<String> nonBlank(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    /** Reads section {@code [mlflow]}; a file that cannot be read counts as none, and that is said. */
    private static Map<String, String> readFile(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        boolean ours = false;
        try {
            for (String line : new ArrayList<>(Files.readAllLines(file))) {
                String text = line.strip();
                int equals = text.indexOf('=');
                if (text.startsWith("[")) {
                    ours = text.equalsIgnoreCase("[mlflow]");
                } else if (ours && equals > 0 && !text.startsWith("#") && !text.startsWith(";")) {
                    values.put(
                            text.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                            text.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            LOG.warn("Cannot read {}, so the credentials in it are not used: {}", file, e.toString());
        }
        return values;
    }
}
