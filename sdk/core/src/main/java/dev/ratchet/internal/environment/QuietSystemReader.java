/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * JGit's view of the machine while a work tree is read: the user's configuration as it is, but no process is started
 * to find the system's, nothing is written to JGit's own, and the resolution of file times is not measured by writing
 * probe files but taken to be as coarse as JGit's own fallback.
 */
final class QuietSystemReader extends SystemReader.Delegate {

    private static final String FILE_SYSTEM_SECTION = "filesystem";
    private static final Object LOCK = new Object();

    private QuietSystemReader(SystemReader delegate) {
        super(delegate);
    }

    /** Work that reads a repository. */
    interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /** Runs the work with this view installed; JGit knows only one for all threads, so it is taken back at once. */
    static <T extends @Nullable Object> T during(Work<T> work) throws IOException {
        synchronized (LOCK) {
            SystemReader before = SystemReader.getInstance();
            QuietSystemReader quiet = new QuietSystemReader(before);
            SystemReader.setInstance(quiet);
            try {
                return work.run();
            } finally {
                if (SystemReader.getInstance() == quiet) {
                    SystemReader.setInstance(before);
                }
            }
        }
    }

    @Override
    public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
        return new WithoutFile(super.getUserConfig(), FS.DETECTED) {
            @Override
            public long getTimeUnit(
                    String section, @Nullable String subsection, String name, long defaultValue, TimeUnit unit) {
                return FILE_SYSTEM_SECTION.equals(section)
                        ? unit.convert(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION)
                        : super.getTimeUnit(section, subsection, name, defaultValue, unit);
            }
        };
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        String ignored = getenv("GIT_CONFIG_NOSYSTEM");
        String programFiles = getenv("ProgramFiles");
        File file = programFiles == null ? new File("/etc/gitconfig") : new File(programFiles, "Git/etc/gitconfig");
        return (ignored == null || ignored.isEmpty()) && file.canRead()
                ? new FileBasedConfig(parent, file, fs)
                : new WithoutFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new WithoutFile(parent, fs);
    }

    /** A configuration that is never read or saved: only its parent speaks. */
    private static class WithoutFile extends FileBasedConfig {

        WithoutFile(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
