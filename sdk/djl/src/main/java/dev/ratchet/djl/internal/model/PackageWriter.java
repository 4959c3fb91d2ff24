/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.nn.Block;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.Normalization;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescriptions;
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

/** Writes the package of a DJL model. */
public final class PackageWriter {

    private static final double TOLERANCE = 1e-5;
    private static final int PROBE_ROWS = 2;

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
        if (!model.getName().matches("[\\w.-]+")) {
            throw new RatchetException("The name of the DJL model '" + model.getName()
                    + "' becomes part of a file name, so it must have letters, digits, '_', '.' and '-' only. Give"
                    + " another one to Model.newInstance(name).");
        }
    }

    /** Writes all files and describes them. */
    public void write() throws IOException {
        Forward forward = new Forward(List.of(model.getBlock()), djl.inputShape(), djl.dataType());
        float[] probe = probe(forward.width());
        float[][] outputs = run(forward, model, probe, "The block");
        checkNames(forward.width(), outputs[0].length);
        String digest =
                djl.description().isPresent() ? writeDescribed(djl.description().get(), probe, outputs) : writeCode();
        DjlFields fields = fields(outputs[0].length, digest);
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
        writer.signature(signature(forward.width(), outputs[0].length));
        djl.inputExample().ifPresent(writer::inputExample);
    }

    /** Whole numbers, which every layer takes, an embedding of two rows too. */
    private static float[] probe(int width) {
        float[] values = new float[PROBE_ROWS * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 + i / width) % 5 < 2 ? 1 : 0;
        }
        return values;
    }

    private static float[][] run(Forward forward, Model model, float[] probe, String who) {
        try {
            return forward.rows(model.getNDManager(), probe);
        } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
            throw new RatchetException(
                    who + " cannot score rows of shape " + forward.row() + ": " + e.getMessage()
                            + ". Give the shape of a row without the batch: inputShape(...).",
                    e);
        }
    }

    private String writeDescribed(BlockDescription description, float[] probe, float[][] outputs) throws IOException {
        try (Model copy = Rebuilt.of(model, description, djl.inputShape())) {
            Block block = copy.getBlock();
            Forward forward = new Forward(List.of(block), djl.inputShape(), djl.dataType());
            requireClose(outputs, run(forward, copy, probe, "The block that the description makes"));
            Files.writeString(directory.resolve(DjlFields.BLOCK), BlockDescriptions.toJson(description));
            save(copy);
            return Parameters.digest(block);
        }
    }

    /** What a factory makes is known only to the factory, so the parameters are written as the block writes them. */
    private String writeCode() throws IOException {
        try (Model copy = Rebuilt.empty(model)) {
            copy.setBlock(model.getBlock());
            save(copy);
            return Parameters.digest(model.getBlock());
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

    private static void requireClose(float[][] expected, float[][] actual) {
        for (int row = 0; row < expected.length; row++) {
            for (int i = 0; i < expected[row].length; i++) {
                float want = expected[row][i];
                float got = i < actual[row].length ? actual[row][i] : Float.NaN;
                boolean same = Float.compare(want, got) == 0
                        || Math.abs(want - got) <= TOLERANCE * Math.max(1, Math.abs(want));
                if (!same) {
                    throw new RatchetException("The description of the block does not do what the block does: output "
                            + i + " of a generated row is " + want + ", by the description " + got
                            + ". Correct what Blocks.declared says, or give the package a block factory.");
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
    }

    private DjlFields fields(int outputs, String digest) {
        return new DjlFields(
                model.getName(),
                model.getNDManager().getEngine().getEngineName(),
                djl.inputShape(),
                djl.dataType(),
                djl.outputs(),
                djl.appliedName(outputs).orElse(null),
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
            columns.add(Column.of(name, ColumnType.DOUBLE));
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
