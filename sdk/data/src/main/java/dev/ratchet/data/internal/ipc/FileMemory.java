/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.ipc;

import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.AllocationReservation;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.BufferManager;
import org.apache.arrow.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The memory in which one file is read. Arrow's readers drop what they hold when they meet damage; here it is found and
 * freed. Used by one thread.
 */
final class FileMemory implements BufferAllocator {

    /** Data of which more than this share is spared by packing does not occur; damaged lengths do. */
    private static final long LARGEST_RATIO = 4096;

    private static final long ALWAYS = 64L << 20;

    private final BufferAllocator parent;
    private final long most;
    private List<ArrowBuf> held = new ArrayList<>();

    /**
     * Memory for a file.
     *
     * @param fileSize its length in bytes
     */
    FileMemory(BufferAllocator parent, long fileSize) {
        this.parent = parent;
        this.most = Math.max(ALWAYS, fileSize > Long.MAX_VALUE / LARGEST_RATIO ? fileSize : fileSize * LARGEST_RATIO);
    }

    /** Forgets what is freed or was handed on. */
    void tidy() {
        List<ArrowBuf> still = new ArrayList<>();
        for (ArrowBuf buffer : held) {
            if (buffer.refCnt() > 0) {
                still.add(buffer);
            }
        }
        held = still;
    }

    /** Frees what nobody else will. */
    @Override
    public void close() {
        for (ArrowBuf buffer : held) {
            int holders = buffer.refCnt();
            if (holders > 0) {
                buffer.getReferenceManager().release(holders);
            }
        }
        held = List.of();
    }

    @Override
    public ArrowBuf buffer(long size) {
        return buffer(size, null);
    }

    @Override
    public ArrowBuf buffer(long size, @Nullable BufferManager manager) {
        if (size > most) {
            throw new IllegalStateException("it asks for " + size + " bytes at once, which cannot be");
        }
        try {
            ArrowBuf plain = parent.buffer(size);
            if (size == 0) {
                return plain;
            }
            // From here on its holders are counted for this allocator, whoever copies or slices it.
            ArrowBuf buffer = plain.getReferenceManager().retain(plain, this);
            plain.close();
            held.add(buffer);
            return buffer;
        } catch (IllegalArgumentException | OutOfMemoryException | OutOfMemoryError e) {
            throw new IllegalStateException("it asks for " + size + " bytes at once, which are not to be had", e);
        }
    }

    @Override
    public BufferAllocator getRoot() {
        return parent.getRoot();
    }

    @Override
    public BufferAllocator newChildAllocator(String name, long reserved, long most) {
        return parent.newChildAllocator(name, reserved, most);
    }

    @Override
    public BufferAllocator newChildAllocator(String name, AllocationListener listener, long reserved, long most) {
        return parent.newChildAllocator(name, listener, reserved, most);
    }

    @Override
    public long getAllocatedMemory() {
        return parent.getAllocatedMemory();
    }

    @Override
    public long getLimit() {
        return parent.getLimit();
    }

    @Override
    public long getInitReservation() {
        return parent.getInitReservation();
    }

    @Override
    public void setLimit(long limit) {
        parent.setLimit(limit);
    }

    @Override
    public long getPeakMemoryAllocation() {
        return parent.getPeakMemoryAllocation();
    }

    @Override
    public long getHeadroom() {
        return parent.getHeadroom();
    }

    @Override
    public boolean forceAllocate(long size) {
        return parent.forceAllocate(size);
    }

    @Override
    public void releaseBytes(long size) {
        parent.releaseBytes(size);
    }

    @Override
    public AllocationListener getListener() {
        return parent.getListener();
    }

    @Override
    public BufferAllocator getParentAllocator() {
        return parent;
    }

    @Override
    public Collection<BufferAllocator> getChildAllocators() {
        return List.of();
    }

    @Override
    public AllocationReservation newReservation() {
        return parent.newReservation();
    }

    @Override
    public ArrowBuf getEmpty() {
        return parent.getEmpty();
    }

    @Override
    public String getName() {
        return "file";
    }

    @Override
    public boolean isOverLimit() {
        return parent.isOverLimit();
    }

    @Override
    public String toVerboseString() {
        return parent.toVerboseString();
    }

    @Override
    public void assertOpen() {
        parent.assertOpen();
    }
}
