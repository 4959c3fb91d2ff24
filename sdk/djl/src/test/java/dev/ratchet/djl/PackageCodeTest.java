/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import dev.ratchet.RatchetException;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelPackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Packages that bring a block factory in a jar, which says by a system property that it was loaded. */
class PackageCodeTest {

    private static final String ALLOWED = "ratchet.djl.allowCode";
    private static final String LOADED = "ratchet.test.loaded";
    private static final String FACTORY = """
            public class DoubledFactory implements ai.djl.nn.BlockFactory {
                static {
                    System.setProperty("ratchet.test.loaded", "yes");
                }

                public ai.djl.nn.Block newBlock(
                        ai.djl.Model model, java.nio.file.Path path, java.util.Map<String, ?> arguments) {
                    return new ai.djl.nn.SequentialBlock()
                            .addSingleton(array -> array.mul(2))
                            .add(ai.djl.nn.core.Linear.builder().setUnits(3).build());
                }
            }
            """;

    @TempDir
    private Path directory;

    private Model model = Trained.model(
            new SequentialBlock()
                    .add(LambdaBlock.singleton(array -> array.mul(2)))
                    .add(Linear.builder().setUnits(3).build()),
            new Shape(6));

    @BeforeEach
    void forget() {
        System.clearProperty(LOADED);
        System.clearProperty(ALLOWED);
    }

    @AfterEach
    void close() {
        model.close();
        forget();
    }

    private ModelPackage write() throws Exception {
        Path jar = Compiled.jar(directory.resolve("code"), "DoubledFactory", FACTORY);
        return Trained.write(
                DjlModel.builder(model).blockFactory("DoubledFactory", jar).build(), directory.resolve("package"));
    }

    @Test
    void load_refusesCode_withoutLoadingIt_andSaysHowToAllowIt() throws Exception {
        ModelPackage written = write();
        assertThatThrownBy(() -> new DjlFlavor().load(written))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("the block factory DoubledFactory, libs/DoubledFactory.jar")
                .hasMessageContaining("-Dratchet.djl.allowCode=" + written.digest())
                .hasMessageContaining("RATCHET_DJL_ALLOW_CODE")
                .hasMessageContaining("DjlFlavor.allowingCode()");
        System.setProperty(ALLOWED, "0".repeat(64));
        assertThatThrownBy(() -> new DjlFlavor().load(written)).hasMessageContaining("-Dratchet.djl.allowCode=");
        assertThat(System.getProperty(LOADED)).isNull();
    }

    @Test
    void load_takesCode_thatIsAllowed() throws Exception {
        ModelPackage written = write();
        FloatRows rows = Trained.rows(4, 6);
        float[][] expected = Trained.forward(model, new Shape(6), rows);
        try (dev.ratchet.model.Model loaded = DjlFlavor.allowingCode().load(written)) {
            assertThat(loaded.predict(rows)).isDeepEqualTo(expected);
        }
        assertThat(System.getProperty(LOADED)).isEqualTo("yes");
        System.setProperty(ALLOWED, "abc, " + written.digest());
        try (dev.ratchet.model.Model loaded = new DjlFlavor().load(written)) {
            assertThat(loaded.predict(rows)).isDeepEqualTo(expected);
        }
    }

    @Test
    void load_refusesChangedCode_beforeItIsLoaded() throws Exception {
        ModelPackage written = write();
        Files.write(written.directory().resolve("libs").resolve("Another.jar"), new byte[] {1});
        assertThatThrownBy(() -> DjlFlavor.allowingCode().load(written))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("is not what was logged");
        Path mlmodel = written.directory().resolve("MLmodel");
        Files.writeString(mlmodel, Files.readString(mlmodel).replaceAll("package_digest: .*", ""));
        assertThatThrownBy(() -> DjlFlavor.allowingCode().load(ModelPackage.open(written.directory())))
                .hasMessageContaining("no package digest");
        assertThat(System.getProperty(LOADED)).isNull();
    }

    @Test
    void criteria_refusesCode_unlessItIsAllowed() throws Exception {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(write().directory())
                .build();
        assertThatThrownBy(criteria::loadModel).hasStackTraceContaining("-Dratchet.djl.allowCode=");
        assertThat(System.getProperty(LOADED)).isNull();
        System.setProperty(ALLOWED, "true");
        try (ZooModel<NDList, NDList> loaded = criteria.loadModel()) {
            assertThat(loaded.getBlock().getChildren().size()).isEqualTo(2);
        }
    }

    @Test
    void criteria_refusesCode_whereThereIsNoMlmodel() throws Exception {
        Path files;
        try (Model plain = Trained.linear(3)) {
            files = Trained.write(DjlModel.of(plain), directory.resolve("plain"))
                    .directory();
        }
        Files.delete(files.resolve("MLmodel"));
        Path properties = files.resolve("serving.properties");
        String own = Files.readString(properties);
        Files.writeString(properties, own.replace("ai.djl.translate.Noop", "com.example.Noop"));
        assertRefused(files, "the translator com.example.NoopServingTranslatorFactory", "no MLmodel");
        Files.writeString(properties, own.replace("dev.ratchet.djl.PackageBlockFactory", "com.example.Factory"));
        assertRefused(files, "the block factory com.example.Factory", "no MLmodel");
        Files.writeString(properties, own);
        Files.createDirectory(files.resolve("lib"));
        assertRefused(files, "the folder lib", "no MLmodel");
        Files.delete(files.resolve("lib"));
        assertThat(new PackageBlockFactory().newBlock(model, files, Map.of())).isInstanceOf(Linear.class);
    }

    private void assertRefused(Path files, String... words) {
        assertThatThrownBy(() -> new PackageBlockFactory().newBlock(model, files, Map.of()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void load_refusesLinks_besideCode() throws Exception {
        Path files = write().directory();
        Path libs = Files.move(files.resolve("libs"), directory.resolve("elsewhere"));
        Files.createSymbolicLink(files.resolve("libs"), libs);
        assertThatThrownBy(() -> DjlFlavor.allowingCode().load(ModelPackage.open(files)))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("symbolic links")
                .hasMessageContaining("libs");
        Path link = Files.createSymbolicLink(directory.resolve("link"), files);
        assertThatThrownBy(() -> new DjlFlavor().load(ModelPackage.open(link))).hasMessageContaining("allowCode");
        assertThat(System.getProperty(LOADED)).isNull();
    }

    @Test
    void load_namesTheFactoryThatIsNotThere() throws Exception {
        ModelPackage written = Trained.write(
                DjlModel.builder(model).blockFactory("no.such.Factory").build(), directory.resolve("none"));
        assertThatThrownBy(() -> DjlFlavor.allowingCode().load(written))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'no.such.Factory' of the package cannot be made")
                .hasMessageContaining("in a jar under libs/");
        assertThatThrownBy(() -> Trained.write(
                        DjlModel.builder(model)
                                .translator("T", Path.of("nowhere.jar"))
                                .blockFactory("F")
                                .build(),
                        directory.resolve("jar")))
                .hasMessageContaining("'nowhere.jar' is no jar file");
    }

    @Test
    void translator_isNamedForDjlServing_andItsJarIsThereOnce() throws Exception {
        Path jar = Compiled.jar(directory.resolve("code"), "DoubledFactory", FACTORY);
        DjlModelBuilder builder =
                DjlModel.builder(model).blockFactory("DoubledFactory", jar).translator("com.example.Words", jar);
        ModelPackage written = Trained.write(builder.build(), directory.resolve("package"));
        assertThat(Files.readString(written.directory().resolve("serving.properties")))
                .contains("translator=com.example.Words\n")
                .doesNotContain("translatorFactory");
        assertThatThrownBy(() -> new DjlFlavor().load(written))
                .hasMessageContaining("the translator com.example.Words, libs/DoubledFactory.jar");

        Path same = Files.copy(
                jar, Files.createDirectories(directory.resolve("other")).resolve("DoubledFactory.jar"));
        assertThatThrownBy(() -> Trained.write(
                        builder.translator("com.example.Words", same).build(), directory.resolve("two")))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("Two jars of the package have the name 'DoubledFactory.jar'");
    }
}
