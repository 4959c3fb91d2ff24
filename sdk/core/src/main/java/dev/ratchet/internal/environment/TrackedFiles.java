/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares tracked files with the last commit: first the index with the commit, then each file's size and time with
 * the index, then the content of those whose time alone differs. Directories are listed only for the last step, so
 * that a million untracked files cost nothing.
 */
final class TrackedFiles {

    /** A file whose time differs and that is larger than this is not read: the answer is unknown. */
    private static final long LARGEST_READ = 64L << 20;

    private final Repository repository;
    private final Path root;
    private final long deadline;
    private final boolean executableBits;

    TrackedFiles(Repository repository, long deadline) {
        this.repository = repository;
        this.root = repository.getWorkTree().toPath();
        this.deadline = deadline;
        this.executableBits = repository.getFS().supportsExecute()
                && repository.getConfig().getBoolean("core", null, "filemode", true);
    }

    private enum State {
        SAME,
        DIFFERENT,
        SUSPECT
    }

    /** Whether any differs; null when that cannot be told in time. */
    @Nullable
    Boolean differ() throws IOException {
        DirCache index = repository.readDirCache();
        if (index.hasUnmergedPaths() || staged(index)) {
            return true;
        }
        List<String> suspects = new ArrayList<>();
        for (int i = 0; i < index.getEntryCount(); i++) {
            if (late()) {
                return null;
            }
            DirCacheEntry entry = index.getEntry(i);
            State state = state(entry);
            if (state == State.DIFFERENT) {
                return true;
            }
            if (state == State.SUSPECT) {
                suspects.add(entry.getPathString());
            }
        }
        return suspects.isEmpty() ? Boolean.FALSE : contentDiffers(index, suspects);
    }

    private boolean late() {
        return System.nanoTime() - deadline >= 0;
    }

    private boolean staged(DirCache index) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        ObjectId commit = head == null ? null : head.getObjectId();
        try (TreeWalk walk = new TreeWalk(repository)) {
            if (commit == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(tree(walk.getObjectReader(), commit));
            }
            walk.addTree(new DirCacheIterator(index));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            return walk.next();
        }
    }

    /** A commit begins with its tree. Reading just that spares the loading of JGit's machinery for histories. */
    private static ObjectId tree(ObjectReader reader, ObjectId commit) throws IOException {
        byte[] raw = reader.open(commit, Constants.OBJ_COMMIT).getBytes();
        return ObjectId.fromString(raw, "tree ".length());
    }

    private State state(DirCacheEntry entry) throws IOException {
        if (entry.isAssumeValid() || entry.isSkipWorkTree()) {
            return State.SAME;
        }
        Path file = root.resolve(entry.getPathString());
        if (FileMode.GITLINK.equals(entry.getRawMode())) {
            return submodule(file.toFile(), entry.getObjectId());
        }
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return State.DIFFERENT;
        }
        Instant modified = attributes.lastModifiedTime().toInstant();
        boolean untouched = entry.getLength() == (int) attributes.size()
                && sameTime(entry.getLastModifiedInstant(), modified)
                && !entry.isSmudged() // JGit marks so what changed while the index was written
                && attributes.isSymbolicLink() == FileMode.SYMLINK.equals(entry.getRawMode())
                && sameMode(file, entry, attributes);
        return untouched ? State.SAME : State.SUSPECT;
    }

    /** Some writers of the index, and some file systems, keep whole seconds only, others less than nanoseconds. */
    private static boolean sameTime(Instant indexed, Instant actual) {
        return indexed.getEpochSecond() == actual.getEpochSecond()
                && (indexed.getNano() == 0
                        || actual.getNano() == 0
                        || indexed.getNano() / 1_000_000 == actual.getNano() / 1_000_000);
    }

    private boolean sameMode(Path file, DirCacheEntry entry, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink() || !executableBits) {
            return true;
        }
        return repository.getFS().canExecute(file.toFile()) == FileMode.EXECUTABLE_FILE.equals(entry.getRawMode());
    }

    /** A submodule differs when another commit is checked out in it; one that is not checked out does not. */
    private static State submodule(File directory, ObjectId expected) throws IOException {
        File git = new File(directory, Constants.DOT_GIT);
        if (!git.exists()) {
            return State.SAME;
        }
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.addCeilingDirectory(directory.getParentFile()).findGitDir(directory);
        if (builder.getGitDir() == null) {
            return State.SAME;
        }
        try (Repository submodule = builder.build()) {
            Ref head = submodule.exactRef(Constants.HEAD);
            return head != null && expected.equals(head.getObjectId()) ? State.SAME : State.DIFFERENT;
        }
    }

    private @Nullable Boolean contentDiffers(DirCache index, List<String> suspects) throws IOException {
        boolean unknown = false;
        try (TreeWalk walk = new TreeWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            walk.addTree(new DirCacheIterator(index));
            FileTreeIterator files = new FileTreeIterator(repository);
            files.setDirCacheIterator(walk, 0);
            walk.addTree(files);
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(suspects));
            while (walk.next()) {
                if (late()) {
                    return null;
                }
                DirCacheIterator indexed = walk.getTree(0, DirCacheIterator.class);
                FileTreeIterator actual = walk.getTree(1, FileTreeIterator.class);
                if (indexed == null) {
                    continue;
                }
                if (actual == null) {
                    return true;
                }
                // A filter such as Git LFS is a command of the user's: it is not run for this.
                if (actual.getEntryLength() > LARGEST_READ
                        || walk.getAttributes().getValue("filter") != null) {
                    unknown = true;
                } else if (actual.isModified(indexed.getDirCacheEntry(), true, reader)) {
                    return true;
                }
            }
        }
        return unknown ? null : Boolean.FALSE;
    }
}
