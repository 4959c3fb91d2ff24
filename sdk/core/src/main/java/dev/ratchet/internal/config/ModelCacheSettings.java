/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.config;

import dev.ratchet.MisconfiguredException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where downloaded models are kept, and how much of them.
 *
 * @param directory the cache's directory, absolute
 * @param limit how many bytes of models it may hold
 */
public record ModelCacheSettings(Path directory, long limit) {

    /** The variable that names the directory, or says that there is no cache. */
    public static final String DIRECTORY = "RATCHET_MODEL_CACHE";

    /** The variable that bounds the cache. */
    public static final String SIZE = "RATCHET_MODEL_CACHE_SIZE";

    /** What {@link #DIRECTORY} says where no cache is wanted. */
    public static final String NONE = "none";

    private static final String DEFAULT_SIZE = "10GiB";

    /** Words that people try for "none"; as directories they would be a surprise. */
    private static final Set<String> NO_DIRECTORIES =
            Set.of("off", "no", "false", "0", "disabled", "on", "true", "yes", "1");

    /**
     * Reads the settings; empty where no cache is wanted.
     *
     * @throws MisconfiguredException when they cannot work, with what is allowed
     */
    public static Optional<ModelCacheSettings> of(Settings settings) {
        String size = settings.get(SIZE).orElse(DEFAULT_SIZE);
        long limit = ByteSize.parse(size)
                .orElseThrow(() -> new MisconfiguredException(SIZE + " is '" + size
                        + "': give bytes above 0, such as 10GiB, 500MB or 1048576. For no cache: " + DIRECTORY + "="
                        + NONE + "."));
        Optional<String> said = settings.get(DIRECTORY).map(String::strip);
        if (said.isPresent() && said.get().equalsIgnoreCase(NONE)) {
            return Optional.empty();
        }
        Path directory = said.map(ModelCacheSettings::directory).orElseGet(() -> defaultDirectory(settings));
        return Optional.of(new ModelCacheSettings(directory.toAbsolutePath().normalize(), limit));
    }

    private static Path directory(String text) {
        if (!NO_DIRECTORIES.contains(text.toLowerCase(Locale.ROOT))) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                // Said below, with what is allowed.
            }
        }
        throw new MisconfiguredException(
                DIRECTORY + " is '" + text + "': give a directory, or '" + NONE + "' for no cache.");
    }

    private static Path defaultDirectory(Settings settings) {
        return defaultDirectory(settings, System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    /** The place that the system has for what programs can get again; without a home the local store has one. */
    static Path defaultDirectory(Settings settings, String system, String userHome) {
        Optional<Path> xdg = absolute(settings.get("XDG_CACHE_HOME"));
        if (xdg.isPresent()) {
            return xdg.get().resolve("ratchet").resolve("models");
        }
        Optional<Path> home = absolute(settings.get("HOME"))
                .or(() -> absolute(settings.get("USERPROFILE")))
                .or(() -> absolute(Optional.of(userHome)));
        String name = system.toLowerCase(Locale.ROOT);
        Optional<Path> caches = home.map(directory -> directory.resolve(".cache"));
        if (name.startsWith("windows")) {
            caches = absolute(settings.get("LOCALAPPDATA"))
                    .or(() -> home.map(directory -> directory.resolve("AppData").resolve("Local")));
        } else if (name.startsWith("mac")) {
            caches = home.map(directory -> directory.resolve("Library").resolve("Caches"));
        }
        return caches.map(directory -> directory.resolve("ratchet").resolve("models"))
                .orElseGet(() -> settings.home().resolve("cache").resolve("models"));
    }

    /** A user without a home, as in many containers, has one that is "?" or "/nonexistent" or nothing. */
    private static Optional<Path> absolute(Optional<String> directory) {
        try {
            return directory.map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
