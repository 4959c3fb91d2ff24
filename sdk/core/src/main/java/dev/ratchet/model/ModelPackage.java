/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.model.MlmodelFile;
import dev.ratchet.internal.model.PackageDigest;
import dev.ratchet.internal.model.SignatureEnforcement;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model package: a directory with an {@code MLmodel} file, which is what MLflow calls a model. Immutable. */
public final class ModelPackage {

    /** The flavor that says how Java scores the package. */
    public static final String OWN_FLAVOR = "ratchet";

    private static final String MLMODEL = "MLmodel";
    private static final String DIGEST = "package_digest";
    private static final String FILES = "files";

    private final Path directory;
    private final Map<String, @Nullable Object> mlmodel;

    private ModelPackage(Path directory, Map<String, @Nullable Object> mlmodel) {
        this.directory = directory;
        this.mlmodel = mlmodel;
    }

    /**
     * Opens a package.
     *
     * @throws RatchetException when there is no readable {@code MLmodel} in the directory
     */
    public static ModelPackage open(Path directory) {
        Path file = directory.resolve(MLMODEL);
        if (!Files.isRegularFile(file)) {
            throw new RatchetException("'" + directory + "' is no model package: it has no file MLmodel.");
        }
        return new ModelPackage(directory, MlmodelFile.read(file));
    }

    static ModelPackage seal(Path directory, Map<String, @Nullable Object> mlmodel) throws IOException {
        Map<String, String> files = PackageDigest.files(directory);
        MlmodelFile.own(mlmodel).put(FILES, files);
        MlmodelFile.own(mlmodel).put(DIGEST, PackageDigest.of(mlmodel, files));
        FileOps.writeWhole(directory.resolve(MLMODEL), MlmodelFile.write(mlmodel));
        return new ModelPackage(directory, mlmodel);
    }

    /** The directory. */
    public Path directory() {
        return directory;
    }

    /** The names of the flavors. */
    public Set<String> flavors() {
        return MlmodelFile.map(mlmodel.get("flavors")).keySet();
    }

    /** What MLmodel says of a flavor, empty where the package has it not. */
    public Optional<Map<String, @Nullable Object>> flavor(String name) {
        Object fields = MlmodelFile.map(mlmodel.get("flavors")).get(name);
        return fields == null ? Optional.empty() : Optional.of(MlmodelFile.map(fields));
    }

    /**
     * What the model takes and gives, empty where the package does not say.
     *
     * @throws RatchetException when it has columns that are not numbers, booleans, texts, bytes or times
     */
    public Optional<ModelSignature> signature() {
        try {
            return ModelSignature.fromMlmodel(mlmodel.get("signature"));
        } catch (IllegalArgumentException e) {
            throw new RatchetException(
                    "The signature of " + this + " is none that Java can hold rows against: " + e.getMessage(), e);
        }
    }

    /**
     * An input as the signature wants it, by the rules of Python's {@code mlflow.pyfunc}: only the columns that the
     * signature names, in its order; columns that are not required may be absent; whole numbers and floats may widen
     * where nothing is lost. Where the signature does not name its columns, their number and order count. For a package
     * that Ratchet wrote, every number and boolean may stand for a float or double, and a text for a column that has a
     * dictionary. Without a signature the input is returned as it is.
     *
     * @throws RatchetException when the input does not fit, with every problem in one message
     */
    public ModelInput enforced(ModelInput input) {
        Optional<ModelSignature> signature = signature();
        return signature.isEmpty()
                ? input
                : SignatureEnforcement.enforce(this, signature.get().inputs(), input);
    }

    /** A value at the top of MLmodel, such as {@code run_id}. */
    public Optional<Object> value(String key) {
        return Optional.ofNullable(mlmodel.get(key));
    }

    /** The categories of a categorical column in order of their codes, empty where there are none. */
    public List<String> dictionary(String column) {
        Object dictionaries =
                flavor(OWN_FLAVOR).map(own -> own.get("dictionaries")).orElse(null);
        return MlmodelFile.map(dictionaries).get(column) instanceof List<?> categories
                ? categories.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A file of the package; a path that leaves the package is refused. */
    public Path file(String relative) {
        Path file = directory.resolve(relative).normalize();
        if (!file.startsWith(directory.normalize())) {
            throw new RatchetException("MLmodel names the file '" + relative + "', which is outside of its package.");
        }
        return file;
    }

    /**
     * The digest of every file and of MLmodel without what a server assigns: hexadecimal SHA-256. Computed anew at each
     * call.
     */
    public String digest() {
        return PackageDigest.of(directory, mlmodel);
    }

    /**
     * Which files are not those that MLmodel names with their digests, MLmodel itself included: gone, changed or added.
     * Empty where none is, and for packages that Ratchet did not write. Files are read anew at each call.
     */
    public List<FileChange> changes() {
        Map<String, String> logged = new LinkedHashMap<>();
        MlmodelFile.map(flavor(OWN_FLAVOR).map(own -> own.get(FILES)).orElse(null))
                .forEach((path, sha256) -> logged.put(path, String.valueOf(sha256)));
        if (logged.isEmpty()) {
            return List.of();
        }
        List<FileChange> changes = FileChange.between(logged, PackageDigest.files(directory));
        if (!declaredDigest().equals(Optional.of(PackageDigest.of(mlmodel, logged)))) {
            changes.add(new FileChange(MLMODEL, FileChange.Kind.CHANGED));
        }
        return changes;
    }

    /** The digest that MLmodel names, empty for packages that Ratchet did not write. */
    public Optional<String> declaredDigest() {
        return flavor(OWN_FLAVOR).map(own -> own.get(DIGEST)).map(String::valueOf);
    }

    /**
     * Compares the files with the digest that MLmodel names; a package without one passes.
     *
     * @throws RatchetException when they differ
     */
    public void verify() {
        Optional<String> declared = declaredDigest();
        if (declared.isPresent() && !declared.get().equals(digest())) {
            throw new RatchetException("The model package '" + directory + "' is not what was logged: its digest is "
                    + digest() + ", MLmodel says " + declared.get()
                    + ". A file was changed, lost or added. Get the model again from where it was registered.");
        }
    }

    /** The text of MLmodel with what a server assigned put in; null values are left out. */
    public String mlmodelWith(Map<String, ? extends @Nullable Object> assigned) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(mlmodel);
        assigned.forEach((key, value) -> {
            if (value != null) {
                all.put(key, value);
            }
        });
        return MlmodelFile.write(new java.util.TreeMap<>(all));
    }

    /** MLmodel as JSON with what a server assigned put in. */
    public String mlmodelJsonWith(Map<String, ? extends @Nullable Object> assigned) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(mlmodel);
        assigned.forEach(all::put);
        return dev.ratchet.internal.json.Json.write(all);
    }

    @Override
    public String toString() {
        return "model package '" + directory + "' " + flavors();
    }
}
