/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the credentials as MLflow does: user name and password go before a token; each is taken from the settings, else
 * from the address, else from {@code ~/.mlflow/credentials}. What the program says goes before all of it, and {@code
 * ~/.netrc} counts where there is nothing else.
 */
final class CredentialFinder {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialFinder.class);
    private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    /** Ways to log in that only Python's MLflow has. */
    private static final Map<String, String> PYTHON_ONLY = Map.of(
            "MLFLOW_TRACKING_AWS_SIGV4", "signatures of AWS",
            "MLFLOW_TRACKING_AUTH", "a plugin for Python");

    private final StoreSettings settings;
    private final String info;
    private final @Nullable String host;
    private final Path file;
    private final Map<String, String> inFile;

    private CredentialFinder(StoreSettings settings, URI address) {
        this.settings = settings;
        this.info = address.getUserInfo() == null ? "" : address.getUserInfo();
        this.host = address.getHost();
        this.file = home(settings).resolve(".mlflow").resolve("credentials");
        this.inFile = readFile(file);
    }

    /** A value and where it is from. */
    private record Found(String value, String origin) {}

    static Credentials find(StoreSettings settings, URI address) {
        if (settings.tokens().isPresent()) {
            return Credentials.provided(new TokenCache(settings.tokens().get(), Clock.systemUTC()));
        }
        return new CredentialFinder(settings, address).find();
    }

    private Credentials find() {
        Optional<Found> token = setting(TOKEN, String::strip);
        boolean tokenInCode = settings.saidInCode().contains(TOKEN);
        boolean nameInCode = settings.saidInCode().contains(USERNAME);
        if (token.isPresent() && tokenInCode && !nameInCode) {
            return bearer(token.get());
        }
        int colon = info.indexOf(':');
        Optional<Found> username = find(USERNAME, colon < 0 ? info : info.substring(0, colon));
        Optional<Found> password = find(PASSWORD, colon < 0 ? "" : info.substring(colon + 1));
        if (username.isPresent() && password.isPresent()) {
            String from = username.get().origin();
            String other = password.get().origin();
            return Credentials.basic(
                    username.get().value(),
                    password.get().value(),
                    from.equals(other) ? "both from " + from : "from " + from + " and " + other);
        }
        if (token.isPresent()) {
            return bearer(token.get());
        }
        if (username.isPresent() || password.isPresent()) {
            throw new MisconfiguredException(
                    MisconfiguredException.Reason.CREDENTIALS,
                    (username.isEmpty() ? PASSWORD : USERNAME) + " is given but "
                            + (username.isEmpty() ? USERNAME : PASSWORD) + " is not; set both, or " + TOKEN
                            + ", or neither.");
        }
        PYTHON_ONLY.forEach((variable, what) -> {
            if (settings.get(variable).filter(CredentialFinder::isOn).isPresent()) {
                throw new MisconfiguredException(
                        MisconfiguredException.Reason.CREDENTIALS,
                        variable + " is set: it asks for " + what
                                + ", which only Python's MLflow has. Unset it, and set " + TOKEN
                                + ", or give RatchetBuilder.tokens a provider.");
            }
        });
        return netrc();
    }

    /** As Python's requests, which Python's MLflow sends by, where nothing else is said. */
    private Credentials netrc() {
        Path home = home(settings);
        List<Path> files = settings.get("NETRC")
                .map(given -> List.of(given.startsWith("~/") ? home.resolve(given.substring(2)) : Path.of(given)))
                .orElse(List.of(home.resolve(".netrc"), home.resolve("_netrc")));
        Optional<Path> first = files.stream().filter(Files::isRegularFile).findFirst();
        if (first.isEmpty() || host == null) {
            return Credentials.none();
        }
        try {
            return NetrcFile.find(Files.readString(first.get()), host)
                    .map(login -> Credentials.basic(login.user(), login.password(), "from " + first.get()))
                    .orElse(Credentials.none());
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof IOException ? e.toString() : e.getMessage();
            LOG.warn("Cannot read {}, so the logins in it are not used: {}", first.get(), why);
            return Credentials.none();
        }
    }

    private Credentials bearer(Found token) {
        Credentials.checkToken(TOKEN, token.value());
        return Credentials.bearer(token.value(), "from " + token.origin());
    }

    private Optional<Found> find(String variable, String inAddress) {
        return setting(variable, Function.identity())
                .or(() -> found(inAddress, "the address"))
                .or(() -> found(inFile.get(variable.toLowerCase(java.util.Locale.ROOT)), file.toString()));
    }

    private Optional<Found> setting(String variable, Function<String, String> change) {
        return settings.get(variable).map(value -> new Found(change.apply(value), settings.origin(variable)));
    }

    private static Optional<Found> found(@Nullable String value, String origin) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new Found(value, origin));
    }

    private static boolean isOn(String value) {
        String text = value.strip();
        return !text.equalsIgnoreCase("false") && !text.equals("0");
    }

    /** Python looks at the variables first; Java's property follows the system's list of users. */
    private static Path home(StoreSettings settings) {
        return Path.of(settings.get("HOME")
                .or(() -> settings.get("USERPROFILE"))
                .orElse(System.getProperty("user.home", ".")));
    }

    /** Reads section {@code [mlflow]}; a file that cannot be read counts as none, and that is said. */
    private static Map<String, String> readFile(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return IniFile.section(file, Files.readAllLines(file), "mlflow");
        } catch (IOException e) {
            LOG.warn("Cannot read {}, so the credentials in it are not used: {}", file, e.toString());
            return Map.of();
        }
    }
}
