/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

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

    /** The files and folders directly below a folder ({@code ""} is the root), by path; an unknown folder is empty. */
    List<ArtifactRecord> list(String root, String path);

    /**
     * Gets a file, over one that is there; {@code target} appears only when all bytes have come.
     *
     * @throws dev.ratchet.NotFoundException when there is no such file
     */
    void download(String root, String path, Path target);
}
