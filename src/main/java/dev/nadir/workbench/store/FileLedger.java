package dev.nadir.workbench.store;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.Expense;
import dev.nadir.numeric.privacy.Ledger;
import dev.nadir.numeric.privacy.ZCdpAccountant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * A ledger in a file that only grows: {@link LedgerText} says what its lines are. Every use reads and checks all of it,
 * under a lock that other processes respect. A booking is on the disk before {@link #book} returns; one that a crash cut
 * off counts as spent.
 */
public final class FileLedger implements Ledger {

    /** A thousand releases have some two hundred kilobytes. */
    private static final long LARGEST = 16L << 20;

    /** Every millisecond for ten seconds. */
    private static final int MOST_TRIES = 10_000;

    private final Path file;

    private FileLedger(Path file) {
        this.file = file;
    }

    /**
     * Opens a new ledger, for one data set.
     *
     * @param budget what all releases may cost together, as rho
     * @throws PreconditionException with a code if the file exists already or cannot be made
     */
    public static FileLedger create(Path file, Rational budget, Adjacency adjacency) {
        ZCdpAccountant account = ZCdpAccountant.open(budget, adjacency);
        Path target = file.toAbsolutePath();
        try {
            Path folder = target.getParent();
            if (folder == null) {
                throw refused(file, "it must be in a folder");
            }
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, LedgerText.header(account), 0);
            }
            flushFolder(folder);
        } catch (FileAlreadyExistsException e) {
            throw refused(file, "it exists already");
        } catch (IOException e) {
            throw refused(file, "it cannot be made (" + e + ")");
        }
        return new FileLedger(file);
    }

    /**
     * The ledger in a file.
     *
     * @throws PreconditionException with a code if there is none, or it is not whole
     */
    public static FileLedger open(Path file) {
        FileLedger ledger = new FileLedger(file);
        ledger.account();
        return ledger;
    }

    @Override
    public void book(Expense expense) {
        locked(text -> text + text(expense, text));
    }

    private String text(Expense expense, String text) {
        LedgerText ledger = read(text);
        // Refuses what does not fit, before anything is written.
        ledger.account().after(expense);
        return ledger.continuation(expense);
    }

    @Override
    public ZCdpAccountant account() {
        return read(locked(UnaryOperator.identity())).account();
    }

    private LedgerText read(String text) {
        return LedgerText.read(text, problem -> refused(file, problem));
    }

    /** Reads the whole text, appends what the change adds, makes it durable; returns the text as it is then. */
    private synchronized String locked(UnaryOperator<String> change) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new InternalErrorException("the lock of " + file + " was lost");
            }
            String before = readAll(channel);
            String after = change.apply(before);
            if (!after.startsWith(before)) {
                throw new InternalErrorException("a ledger must only grow, got another start in " + file);
            }
            write(channel, after.substring(before.length()), channel.size());
            return after;
        } catch (IOException e) {
            throw refused(file, "it cannot be used (" + e + ")");
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it, through an object of its own.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        throw refused(file, "another process keeps it busy");
    }

    private String readAll(FileChannel channel) throws IOException {
        if (channel.size() > LARGEST) {
            throw refused(file, "it has more than 16 MB");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // Reads on.
        }
        return new String(bytes.array(), 0, bytes.position(), LedgerText.CHARSET);
    }

    private static void write(FileChannel channel, String text, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(LedgerText.CHARSET));
        long place = position;
        while (bytes.hasRemaining()) {
            place += channel.write(bytes, place);
        }
        channel.force(true);
    }

    /** The name of a new file is durable only when its folder is; some systems do not let a folder be opened. */
    private static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file itself is on the disk.
        }
    }

    private static PreconditionException refused(Path file, String problem) {
        return new PreconditionException(ErrorCode.PRIVACY_LEDGER, file + ": " + problem);
    }
}
