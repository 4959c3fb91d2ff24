/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.FileFormat;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.internal.source.Unfinished;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes the parts of a split as files of one new directory, with {@code split.json} and {@code leakage.json}. It is
 * there with all its files or not at all, also when the process is ended meanwhile. Not safe for use by several threads.
 *
 * <pre>{@code
 * SplitFolder.at(Path.of("parts")).write(split, LeakageCheck.of(split).check());
 * }</pre>
 */
public final class SplitFolder {

    /** The file of the sealed test part. */
    public static final String SEALED = "test.sealed";

    private final Path folder;
    private FileFormat format = FileFormat.PARQUET;

    private SplitFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A directory that is not there yet, or is empty.
     *
     * @throws RatchetException when there is something in it, it is no directory, or what it would lie in is none
     */
    public static SplitFolder at(Path folder) {
        if (isFull(folder)) {
            throw new RatchetException(
                    "'" + folder + "' is not empty. Give the name of a directory that is not there yet,"
                            + " so that no file of an earlier split is taken for one of this.");
        }
        if (!Files.isDirectory(parent(folder))) {
            throw new RatchetException("There is no directory '" + parent(folder) + "' in which '" + folder
                    + "' could be made. Make it first.");
        }
        return new SplitFolder(folder);
    }

    private static boolean isFull(Path folder) {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
            if (Files.isSameFile(folder, Path.of(""))) {
                throw new RatchetException(
                        "'" + folder + "' is the directory that this process works in, which cannot be"
                                + " put in place as a whole. Give the name of another one.");
            }
            return inside.findAny().isPresent();
        } catch (IOException e) {
            throw new RatchetException("'" + folder + "' cannot be looked into: " + e, e);
        }
    }

    private static Path parent(Path folder) {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        return parent == null ? folder.toAbsolutePath() : parent;
    }

    /**
     * The format of training and validation part; default Parquet.
     *
     * @throws IllegalArgumentException for JSON, which is read only
     */
    public SplitFolder format(FileFormat value) {
        if (value == FileFormat.JSON) {
            throw new IllegalArgumentException("format: JSON, which is read only. Take PARQUET, CSV or ARROW.");
        }
        this.format = value;
        return this;
    }

    /**
     * Writes {@code train} and {@code validation} in the format, and {@code test.sealed}, which {@link SealedPart#read}
     * reads; parts without rows have no file.
     *
     * @return the names of the files
     * @throws RatchetException when they cannot be written; then there is no directory
     */
    public List<String> write(DataSplit split, LeakageReport report) {
        return write(split.record(), report, at -> {
            table(split.train(), at, "train");
            table(split.validation(), at, "validation");
            if (split.test().rowCount() > 0) {
                split.test().writeTo(at.resolve(SEALED));
            }
        });
    }

    /**
     * Writes {@code train} and {@code validation} of each fold into a directory of its own, {@code fold-0} first.
     *
     * @return the names of the files
     * @throws RatchetException when they cannot be written; then there is no directory
     */
    public List<String> write(Folds folds, LeakageReport report) {
        return write(folds.record(), report, at -> {
            for (int fold = 0; fold < folds.size(); fold++) {
                Path own = Files.createDirectory(at.resolve("fold-" + fold));
                try (Table train = folds.train(fold);
                        Table validation = folds.validation(fold)) {
                    table(train, own, "train");
                    table(validation, own, "validation");
                }
            }
        });
    }

    private interface Parts {
        void writeTo(Path folder) throws IOException;
    }

    private List<String> write(SplitRecord record, LeakageReport report, Parts parts) {
        Path target = folder.toAbsolutePath().normalize();
        Path hidden = parent(folder).resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try (Unfinished part = new Unfinished(hidden)) {
            Files.createDirectory(part.path());
            parts.writeTo(part.path());
            Files.writeString(part.path().resolve("split.json"), record.toJson());
            Files.writeString(part.path().resolve("leakage.json"), report.toJson());
            List<String> names = names(part.path());
            Files.move(part.path(), target, StandardCopyOption.REPLACE_EXISTING);
            return names;
        } catch (IOException e) {
            throw new RatchetException(
                    "The parts cannot be written to '" + folder + "': " + e + ". Nothing of them is kept.", e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(names::add);
        }
        return names;
    }

    private void table(Table table, Path at, String name) {
        if (table.rowCount() > 0) {
            Tables.write(table, at.resolve(name + format.ending()));
        }
    }
}
