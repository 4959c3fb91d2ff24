/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.RefusedException;
import dev.ratchet.internal.io.FileOps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files below artifact roots, the addresses that runs and models name ({@link RunRecord#artifactRoot()}, {@link
 * ModelRecord#artifactRoot()}).
 *
 * <p>Paths are relative, separated by {@code /}, without empty, {@code .} and {@code ..} segments; others are a {@link
 * dev.ratchet.RefusedException}. MLflow also refuses {@code #}, control characters and {@code %} before two hexadecimal
 * digits, and MLflow 2 cannot give back files whose names have characters beyond Latin-1. Every call blocks, may come
 * from several threads, streams (memory does not grow with the file) and may be repeated. Errors are those of {@link
 * TrackingStore}; a root of a kind that this store cannot reach is a {@link dev.ratchet.MisconfiguredException} that
 * says which it can.
 */
public interface ArtifactStore {

    /**
     * Puts a file, over one that is there.
     *
     * @param sha256 what the file's bytes must be, lower-case hexadecimal
     * @throws dev.ratchet.RefusedException when the bytes read differ from {@code sha256}; what was put is incomplete
     */
    void upload(String root, String path, Path file, String sha256);

    /**
     * Puts a file as it is, over one that is there. Unlike {@link #upload} it may leave it to the caller to look whether all
     * bytes were kept, as {@link ArtifactTransfer} does for many files at once.
     *
     * @return SHA-256 of the bytes that were sent, lower-case hexadecimal
     */
    default String put(String root, String path, Path file) {
        try {
            String sha256 = FileOps.sha256(file);
            upload(root, path, file, sha256);
            return sha256;
        } catch (IOException e) {
            throw new RefusedException("Cannot upload " + file + " as '" + path + "': " + e, e);
        }
    }

    /**
     * Refuses a path that no file can be put at, and a root that cannot be reached, before anything is sent; most stores
     * find that out with the first file.
     */
    default void checkPath(String root, String path) {}

    /** The files and folders directly below a folder ({@code ""} is the root), by path; an unknown folder is empty. */
    List<ArtifactRecord> list(String root, String path);

    /**
     * Gets a file, over one that is there; {@code target} appears only when all bytes have come.
     *
     * @throws dev.ratchet.NotFoundException when there is no such file
     */
    void download(String root, String path, Path target);
}
