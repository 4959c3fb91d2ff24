/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.transfer.ParallelMoves;
import dev.ratchet.internal.transfer.TransferJournal;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Moves files and folders of them between a disk and the artifacts below one root, several files at the same time.
 *
 * <p>With a {@link #journal}, a file that an earlier transfer has moved is not sent again: it counts as there when the store
 * lists it with the size, and the file on the disk has the size and the SHA-256, that the journal notes. A file that somebody
 * else has since replaced in the store by one of equal size is not noticed.
 *
 * <p>Immutable and thread-safe; the calls block, memory does not grow with files, and no file is written after they return.
 */
public final class ArtifactTransfer {

    /** How many files move at the same time unless something else is said. */
    public static final int DEFAULT_AT_ONCE = 4;

    private static final Duration EVERY = Duration.ofSeconds(10);

    /** From here on a listing costs little beside the upload. */
    private static final long SIZE_WORTH_A_LISTING = 1 << 20;

    private final ArtifactStore store;
    private final String root;
    private final int atOnce;
    private final @Nullable Path journal;
    private final Duration every;
    private final Consumer<String> listener;

    private ArtifactTransfer(
            ArtifactStore store,
            String root,
            int atOnce,
            @Nullable Path journal,
            Duration every,
            Consumer<String> listener) {
        this.store = store;
        this.root = root;
        this.atOnce = atOnce;
        this.journal = journal;
        this.every = every;
        this.listener = listener;
    }

    /** Transfers to and from a root, {@value #DEFAULT_AT_ONCE} files at once, without journal and reports. */
    public static ArtifactTransfer of(ArtifactStore store, String root) {
        return new ArtifactTransfer(store, root, DEFAULT_AT_ONCE, null, EVERY, line -> {});
    }

    /**
     * The same with so many files at once.
     *
     * @throws IllegalArgumentException unless it is 1 or more
     */
    public ArtifactTransfer atOnce(int files) {
        if (files < 1) {
            throw new IllegalArgumentException("atOnce must be 1 or more, but is " + files);
        }
        return new ArtifactTransfer(store, root, files, journal, every, listener);
    }

    /** The same with a text file that notes what has moved, made when there is something to note. */
    public ArtifactTransfer journal(Path file) {
        return new ArtifactTransfer(store, root, atOnce, file, every, listener);
    }

    /** The same with a listener that is told in a line, now and again, how far a transfer is; it must not wait. */
    public ArtifactTransfer reports(Duration interval, Consumer<String> lines) {
        return new ArtifactTransfer(store, root, atOnce, journal, interval, lines);
    }

    /**
     * What a transfer has done.
     *
     * @param moved files that were sent
     * @param skipped files that were there
     * @param bytes of the files that were sent
     */
    public record Result(int moved, int skipped, long bytes) {}

    /**
     * Puts a file, or all files below a directory, into a folder. Links to directories are not followed.
     *
     * @param from a file keeps its name; of a directory the contents go, without its own name
     * @param folder relative, {@code ""} for the root
     * @throws TransferException when one of several files cannot be put; those before it are there
     * @throws RatchetException when there is nothing at {@code from}, or the only file cannot be put
     */
    public Result upload(Path from, String folder) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path file : filesBelow(from)) {
            Path name = Files.isDirectory(from) ? from.relativize(file) : fileName(file);
            files.put(below(folder, name.toString().replace(File.separatorChar, '/')), file);
        }
        files.keySet().forEach(path -> store.checkPath(root, path));
        TransferJournal known = journal == null ? null : TransferJournal.open(journal);
        Map<String, Long> there = known == null ? Map.of() : sizes(files.keySet());
        Count count = new Count();
        Map<String, Long> sent = new ConcurrentHashMap<>();
        move(
                "Uploaded",
                "files to " + root,
                files.keySet(),
                "Do it again; files that are there are replaced.",
                path -> {
                    Path file = Objects.requireNonNull(files.get(path));
                    if (known != null && isThere(known, path, file, there.get(path))) {
                        count.skipped.incrementAndGet();
                        return;
                    }
                    TransferJournal.Moved moved = new TransferJournal.Moved(size(file), store.put(root, path, file));
                    if (moved.size() >= SIZE_WORTH_A_LISTING) {
                        sent.put(path, moved.size());
                    }
                    count.add(moved.size());
                    if (known != null) {
                        known.add(path, moved);
                    }
                });
        checkSizes(sent);
        return count.result();
    }

    /**
     * Gets a file, or a folder with all below it.
     *
     * @param path relative, {@code ""} for everything below the root
     * @param to a directory, in which each file lies at its path from the root
     * @throws NotFoundException when there is neither a file nor a folder
     * @throws TransferException when one of several files cannot be got; those that were stay
     */
    public Result download(String path, Path to) {
        String clean = path.replaceAll("/+$", "");
        Map<String, ArtifactRecord> found = new LinkedHashMap<>();
        files(clean).forEach(entry -> found.put(entry.path(), entry));
        if (found.isEmpty() && !clean.isEmpty()) {
            throw new NotFoundException("There is no file or folder '" + clean + "' below " + root + ".");
        }
        TransferJournal known = journal == null ? null : TransferJournal.open(journal);
        Count count = new Count();
        move("Downloaded", "files from " + root, found.keySet(), "Download again.", name -> {
            ArtifactRecord entry = Objects.requireNonNull(found.get(name));
            Path target = inside(to, name);
            if (known != null && Files.isRegularFile(target) && isThere(known, name, target, entry.size())) {
                count.skipped.incrementAndGet();
                return;
            }
            store.download(root, name, target);
            count.add(size(target));
            if (known != null) {
                known.add(name, new TransferJournal.Moved(size(target), sha256(target)));
            }
        });
        return count.result();
    }

    /** All files below a folder, by path, or the file itself; empty when there is neither. */
    public List<ArtifactRecord> files(String path) {
        List<ArtifactRecord> files = new ArrayList<>();
        List<String> level = List.of(path);
        while (!level.isEmpty()) {
            Map<String, List<ArtifactRecord>> listed = new ConcurrentHashMap<>();
            move(
                    "Listed",
                    "folders of " + root,
                    level,
                    "List again.",
                    name -> listed.put(name, store.list(root, name)));
            List<String> next = new ArrayList<>();
            for (String name : level) {
                for (ArtifactRecord entry : listed.getOrDefault(name, List.of())) {
                    // Some stores list a file as its own only content.
                    if (entry.directory() && !entry.path().equals(name)) {
                        next.add(entry.path());
                    } else if (!entry.directory()) {
                        files.add(entry);
                    }
                }
            }
            level = next;
        }
        if (files.isEmpty() && !path.isEmpty()) {
            store.list(root, folderOf(path)).stream()
                    .filter(entry -> entry.path().equals(path) && !entry.directory())
                    .forEach(files::add);
        }
        files.sort(Comparator.comparing(ArtifactRecord::path));
        return files;
    }

    private void move(String done, String what, Iterable<String> names, String remedy, Consumer<String> one) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        new ParallelMoves(done, what, all, one, remedy).run(atOnce, every, listener);
    }

    private static boolean isThere(TransferJournal known, String path, Path file, @Nullable Long listed) {
        return known.get(path)
                .filter(moved -> listed != null && listed == moved.size() && size(file) == moved.size())
                .filter(moved -> moved.sha256().equals(sha256(file)))
                .isPresent();
    }

    /** The sizes of the files that the store lists in the folders of some paths. */
    private Map<String, Long> sizes(Iterable<String> paths) {
        Map<String, Long> sizes = new ConcurrentHashMap<>();
        List<String> folders = new ArrayList<>();
        paths.forEach(path -> folders.add(folderOf(path)));
        move(
                "Listed",
                "folders of " + root,
                folders.stream().distinct().sorted().toList(),
                "List again.",
                folder -> {
                    for (ArtifactRecord entry : store.list(root, folder)) {
                        if (!entry.directory()) {
                            sizes.put(entry.path(), entry.size());
                        }
                    }
                });
        return sizes;
    }

    /** Holds what the store has kept of large files against what was sent. */
    private void checkSizes(Map<String, Long> sent) {
        Map<String, Long> kept = sent.isEmpty() ? Map.of() : sizes(sent.keySet());
        for (Map.Entry<String, Long> file : sent.entrySet()) {
            Long size = kept.get(file.getKey());
            // Stores that do not know a size list none.
            if (size == null || (size != 0 && !size.equals(file.getValue()))) {
                throw new UnavailableException(
                        "The store at " + root + " has " + (size == null ? "nothing" : size + " bytes") + " of the "
                                + file.getValue() + " bytes of '" + file.getKey()
                                + "', and says that all went well. Upload it again.",
                        true,
                        null);
            }
        }
    }

    private static List<Path> filesBelow(Path from) {
        if (Files.isRegularFile(from)) {
            return List.of(from);
        }
        if (!Files.isDirectory(from)) {
            throw new RefusedException("Cannot upload '" + from + "': there is no such file or directory.");
        }
        try (Stream<Path> all = Files.walk(from)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new RatchetException("Cannot read '" + from + "': " + e, e);
        }
    }

    /** Names come from the store, which must not choose where files go. */
    private static Path inside(Path directory, String path) {
        Path base = directory.normalize();
        Path target = base.resolve(path).normalize();
        if (!target.startsWith(base) || target.equals(base)) {
            throw new RefusedException("The store has a file '" + path + "', which would lie outside '" + directory
                    + "' and is not downloaded.");
        }
        return target;
    }

    private static Path fileName(Path file) {
        return Objects.requireNonNull(file.getFileName(), "a file has a name");
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String below(String folder, String name) {
        String clean = folder.replaceAll("/+$", "");
        return clean.isEmpty() ? name : clean + "/" + name;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new RatchetException("Cannot read '" + file + "': " + e, e);
        }
    }

    private static String sha256(Path file) {
        try {
            return FileOps.sha256(file);
        } catch (IOException e) {
            throw new RatchetException("Cannot read '" + file + "': " + e, e);
        }
    }

    private static final class Count {

        private final AtomicInteger moved = new AtomicInteger();
        private final AtomicInteger skipped = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();

        void add(long more) {
            moved.incrementAndGet();
            bytes.addAndGet(more);
        }

        Result result() {
            return new Result(moved.get(), skipped.get(), bytes.get());
        }
    }
}
