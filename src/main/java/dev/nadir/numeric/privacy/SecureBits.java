package dev.nadir.numeric.privacy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Bits of the platform's cryptographic generator. The only class of the program that draws chance which cannot be
 * repeated. Not for several threads at once.
 */
public final class SecureBits implements BitSource {

    /** Bytes that are asked for at once; a call for each word would cost ten times as much. */
    private static final int BLOCK = 8192;

    private final SecureRandom random;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);

    private SecureBits(SecureRandom random) {
        this.random = random;
        buffer.position(BLOCK);
    }

    /** A new source, seeded by the operating system. */
    public static SecureBits open() {
        return new SecureBits(new SecureRandom());
    }

    @Override
    public long word() {
        if (!buffer.hasRemaining()) {
            random.nextBytes(buffer.array());
            buffer.rewind();
        }
        int place = buffer.position();
        long word = buffer.getLong();
        // What was used is not kept in memory.
        Arrays.fill(buffer.array(), place, place + Long.BYTES, (byte) 0);
        return word;
    }

    @Override
    public boolean isSecure() {
        return true;
    }
}
