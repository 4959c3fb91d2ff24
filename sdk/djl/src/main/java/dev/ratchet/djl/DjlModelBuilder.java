/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.internal.model.TextRows;
import dev.ratchet.djl.onnx.DjlOnnx;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the parts of a {@link DjlModel}. Not thread-safe. */
public final class DjlModelBuilder {

    final Model model;
    final List<String> classes = new ArrayList<>();
    final List<String> columns = new ArrayList<>();
    final List<Path> jars = new ArrayList<>();
    final List<DjlModel.Addition> additions = new ArrayList<>();
    Map<String, List<String>> dictionaries = Map.of();
    float missing = Float.NaN;
    Outputs outputs = Outputs.VALUES;

    @Nullable
    ModelSignature signature;

    @Nullable
    ModelInput inputExample;

    @Nullable
    Normalization normalization;

    @Nullable
    Shape inputShape;

    @Nullable
    String blockFactory;

    @Nullable
    String translator;

    DjlModelBuilder(Model model) {
        this.model = model;
    }

    DjlModelBuilder(DjlModelBuilder other) {
        this(other.model);
        classes.addAll(other.classes);
        columns.addAll(other.columns);
        jars.addAll(other.jars);
        additions.addAll(other.additions);
        dictionaries = other.dictionaries;
        missing = other.missing;
        outputs = other.outputs;
        signature = other.signature;
        inputExample = other.inputExample;
        normalization = other.normalization;
        inputShape = other.inputShape;
        blockFactory = other.blockFactory;
        translator = other.translator;
    }

    /** All that makes two packages of the same block differ, but for the example. */
    List<@Nullable Object> settings() {
        return Arrays.asList(
                classes,
                columns,
                jars,
                additions,
                dictionaries,
                missing,
                outputs,
                signature,
                normalization,
                translator);
    }

    /**
     * What the model was trained with: its columns, the categories that its texts were numbered by and what stood in
     * for missing values become part of the package, so that rows of the same table can be scored. Classes and input
     * example are taken over where none were given. The data set is not kept and may be closed.
     */
    public DjlModelBuilder dataset(TrackedDataset data) {
        columns(data.featureNames());
        dictionaries = copy(data.dictionaries());
        missing = data.missing();
        if (classes.isEmpty()) {
            classes.addAll(data.classes());
        }
        if (inputExample == null) {
            inputExample = dictionaries.isEmpty() ? data.firstRows() : new TextRows(data.firstRows(), dictionaries);
        }
        return this;
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> dictionaries) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        dictionaries.forEach((column, categories) -> copy.put(column, List.copyOf(categories)));
        return Collections.unmodifiableMap(copy);
    }

    /** The signature; default inferred: one column for each value of a row, texts or doubles; a row of floats out. */
    public DjlModelBuilder signature(ModelSignature value) {
        this.signature = value;
        return this;
    }

    /** The names of the columns, in the order of a row's values; default those of the example, else f0, f1, ... */
    public DjlModelBuilder columns(List<String> names) {
        columns.clear();
        columns.addAll(names);
        return this;
    }

    /** Rows that show what the model takes, before normalisation; at most five are written. */
    public DjlModelBuilder inputExample(ModelInput rows) {
        this.inputExample = rows;
        return this;
    }

    /** What the scores are; default {@link Outputs#VALUES}. */
    public DjlModelBuilder outputs(Outputs value) {
        this.outputs = value;
        return this;
    }

    /** The names of the classes, in the order of the outputs. */
    public DjlModelBuilder classes(List<String> names) {
        classes.clear();
        classes.addAll(names);
        return this;
    }

    /** What was done to the values before training, and has to be done before scoring; default nothing. */
    public DjlModelBuilder normalization(Normalization value) {
        this.normalization = value;
        return this;
    }

    /** The shape of a row without the batch; default that which the block was initialised with. */
    public DjlModelBuilder inputShape(Shape withoutBatch) {
        this.inputShape = withoutBatch;
        return this;
    }

    /**
     * Makes the block by a class of your own instead of a description. Such a package loads only where code is
     * allowed, see {@link DjlFlavor}.
     *
     * @param className a public class that implements {@link ai.djl.nn.BlockFactory}
     * @param withJars the jars that have it, which become part of the package; none when the class path will have it
     */
    public DjlModelBuilder blockFactory(String className, Path... withJars) {
        this.blockFactory = className;
        jars.addAll(List.of(withJars));
        return this;
    }

    /**
     * Names the class that DJL Serving translates requests with; Ratchet itself scores rows without it.
     *
     * @param className a public class that implements {@code ai.djl.translate.ServingTranslator}
     * @param withJars the jars that have it
     */
    public DjlModelBuilder translator(String className, Path... withJars) {
        this.translator = className;
        jars.addAll(List.of(withJars));
        return this;
    }

    /** Adds another flavor to the package. */
    public DjlModelBuilder add(DjlModel.Addition addition) {
        additions.add(addition);
        return this;
    }

    /**
     * Adds the flavors {@code onnx} and {@code python_function}, so that Python loads and serves the package too.
     * Logging fails when the block cannot be exported or ONNX Runtime gives other outputs. Needs the module {@code
     * ratchet-onnx}.
     */
    public DjlModelBuilder withOnnx() {
        return add(DjlOnnx.flavor());
    }

    /**
     * The model.
     *
     * @throws RatchetException when the block is not initialised, or cannot be described and there is no factory
     */
    public DjlModel build() {
        return new DjlModel(this);
    }
}
