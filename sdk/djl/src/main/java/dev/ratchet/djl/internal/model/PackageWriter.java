/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.nn.Block;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.Normalization;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescriptions;
import dev.ratchet.djl.internal.track.Sha256;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackageWriter;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the package of a DJL model. */
public final class PackageWriter {

    private final DjlModel djl;
    private final Model model;
    private final ModelPackageWriter writer;
    private final Path directory;

    /** For one package. */
    public PackageWriter(DjlModel djl, ModelPackageWriter writer) {
        this.djl = djl;
        this.model = djl.model();
        this.writer = writer;
        this.directory = writer.directory();
        if (!model.getName().matches(DjlFields.NAME)) {
            throw new RatchetException("The name of the DJL model '" + model.getName()
                    + "' becomes part of a file name, so it must have letters, digits, '_', '.' and '-' only. Give"
                    + " another one to Model.newInstance(name).");
        }
    }

    /** Writes all files and describes them. */
    public void write() throws IOException {
        Forward forward = new Forward(List.of(model.getBlock()), djl.inputShape(), djl.dataType());
        BlockDescription description = djl.description().orElse(null);
        Probe probe = Probe.of(forward.width(), description);
        float[][] outputs = probe.outputs(forward, model, "The block");
        checkNames(forward.width(), outputs[0].length);
        int width = outputs[0].length;
        Optional<String> applied = description == null
                ? Applied.after(djl.outputs(), outputs)
                : Applied.after(djl.outputs(), description, width);
        String digest = description == null ? writeCode() : writeDescribed(description, probe, outputs);
        DjlFields fields = fields(applied.orElse(null), digest);
        move(fields);
        for (Path jar : djl.jars()) {
            copy(jar);
        }
        if (djl.normalization().isPresent()) {
            NormalizationFile.write(
                    directory.resolve(DjlFields.NORMALIZATION),
                    djl.normalization().get());
        }
        Files.writeString(directory.resolve("serving.properties"), servingProperties(fields));
        Map<String, @Nullable Object> map = fields.toMap();
        map.put("engine_version", model.getNDManager().getEngine().getVersion());
        map.put("djl_version", Engine.getDjlVersion());
        map.put("normalization", djl.normalization().isPresent() ? DjlFields.NORMALIZATION : null);
        map.put("classes", djl.classes().isEmpty() ? null : djl.classes());
        map.put("epoch", model.getProperty("Epoch"));
        map.put("parameters", Parameters.count(model.getBlock()));
        writer.flavor(DjlFields.FLAVOR, map);
        writer.signature(signature(forward.width(), width));
        djl.dictionaries().forEach(writer::dictionary);
        djl.inputExample().ifPresent(writer::inputExample);
    }

    private String writeDescribed(BlockDescription description, Probe probe, float[][] outputs) throws IOException {
        try (Model copy = Rebuilt.of(model, description, djl.inputShape())) {
            Block block = copy.getBlock();
            Forward forward = new Forward(List.of(block), djl.inputShape(), djl.dataType());
            Probe.requireEqual(outputs, probe.outputs(forward, copy, "The block that the description makes"));
            Files.writeString(directory.resolve(DjlFields.BLOCK), BlockDescriptions.toJson(description));
            save(copy);
            return Sha256.of(block);
        }
    }

    /** What a factory makes is known only to the factory, so the parameters are written as the block writes them. */
    private String writeCode() throws IOException {
        try (Model copy = Rebuilt.empty(model)) {
            copy.setBlock(model.getBlock());
            save(copy);
            return Sha256.of(model.getBlock());
        }
    }

    private void save(Model copy) throws IOException {
        if (copy.getProperty("Epoch") == null) {
            copy.setProperty("Epoch", "0");
        }
        try {
            copy.save(directory, copy.getName());
        } catch (NumberFormatException e) {
            throw new RatchetException(
                    "The property Epoch of the DJL model must be a whole number, but is '" + copy.getProperty("Epoch")
                            + "'.",
                    e);
        }
    }

    /** DJL numbers the file by the epoch; here there is one only, and the epoch stays in its properties. */
    private void move(DjlFields fields) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".params") && !file.endsWith(fields.data())) {
                    Files.move(file, directory.resolve(fields.data()));
                }
            }
        }
    }

    private void checkNames(int columns, int outputs) {
        int means = djl.normalization().map(Normalization::mean).map(List::size).orElse(1);
        if (means != 1 && means != columns) {
            throw new RatchetException("The normalisation has " + means + " means, but a row has " + columns
                    + " values. Give one for all or one for each.");
        }
        if (!djl.classes().isEmpty() && djl.classes().size() != Math.max(2, outputs)) {
            throw new RatchetException("There are " + djl.classes().size() + " class names, but the block gives "
                    + outputs + " outputs. Give a name for each output, or two names where there is one output.");
        }
        if (!djl.columns().isEmpty() && djl.columns().size() != columns) {
            throw new RatchetException("There are " + djl.columns().size() + " column names, but a row has " + columns
                    + " values (shape " + djl.inputShape() + ").");
        }
        if (!djl.columns().containsAll(djl.dictionaries().keySet())) {
            throw new RatchetException("The data set has the columns of texts "
                    + djl.dictionaries().keySet() + ", but the columns were named " + djl.columns()
                    + ". Leave out columns(...), or give the names of the data set.");
        }
    }

    private DjlFields fields(@Nullable String applied, String digest) {
        return new DjlFields(
                model.getName(),
                model.getNDManager().getEngine().getEngineName(),
                djl.inputShape(),
                djl.dataType(),
                djl.outputs(),
                djl.missing(),
                applied,
                djl.blockFactory().orElse(null),
                djl.translator().orElse(null),
                digest);
    }

    private static String servingProperties(DjlFields fields) {
        String translator = fields.translator() == null
                ? "translatorFactory=ai.djl.translate.NoopServingTranslatorFactory"
                : "translator=" + fields.translator();
        return "engine=" + fields.engine()
                + "\nblockFactory=dev.ratchet.djl.PackageBlockFactory\noption.modelName=" + fields.modelName()
                + "\noption.epoch=0\n" + translator + "\n";
    }

    private void copy(Path jar) throws IOException {
        Path libs = Files.createDirectories(directory.resolve(DjlFields.LIBS));
        if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            throw new RatchetException("'" + jar + "' is no jar file, so it cannot become part of the package.");
        }
        Path target = libs.resolve(jar.getFileName());
        if (Files.exists(target)) {
            throw new RatchetException("Two jars of the package have the name '" + jar.getFileName()
                    + "'. Give one of them another name.");
        }
        Files.copy(jar, target);
    }

    private ModelSignature signature(int width, int outputs) {
        if (djl.signature().isPresent()) {
            int given = djl.signature().get().inputColumns().size();
            if (given != width) {
                throw new RatchetException("The signature has " + given + " columns, but a row has " + width
                        + " values (shape " + djl.inputShape() + ").");
            }
            return djl.signature().get();
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names(width)) {
            // Python refuses doubles for columns of floats, and a data frame has doubles.
            columns.add(Column.of(name, djl.dictionaries().containsKey(name) ? ColumnType.STRING : ColumnType.DOUBLE));
        }
        return ModelSignature.ofColumns(columns, -1, outputs);
    }

    private List<String> names(int width) {
        List<Column> example = djl.inputExample().map(ModelInput::columns).orElse(List.of());
        if (djl.columns().isEmpty() && !example.isEmpty() && example.size() != width) {
            throw new RatchetException("The input example has " + example.size() + " columns, but a row has " + width
                    + " values (shape " + djl.inputShape() + "). Name those that count: columns(...).");
        }
        if (!djl.columns().isEmpty()) {
            return djl.columns();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add(example.isEmpty() ? "f" + i : example.get(i).name());
        }
        return names;
    }
}
