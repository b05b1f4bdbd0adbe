package dev.nadir.workbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.Expense;
import dev.nadir.numeric.privacy.GramMechanism;
import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.SecureBits;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was spent stays spent: over restarts, crashes at any byte, edits and other processes. */
class FileLedgerTest {

    private static final Adjacency ROWS = Adjacency.ADD_OR_REMOVE_ROW;

    @TempDir
    private Path folder;

    private static Expense expense(int numerator, int denominator) {
        return new Expense(Rational.of(numerator, denominator), ROWS, "covariance");
    }

    private Path newLedger(Rational budget) {
        Path file = folder.resolve("data.ledger");
        FileLedger.create(file, budget, ROWS);
        return file;
    }

    private static void assertRefused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).satisfies(thrown -> assertThat(((PreconditionException) thrown).code())
                .contains(code));
    }

    @Test
    void what_was_spent_is_still_spent_when_the_file_is_opened_again() {
        Path file = newLedger(Rational.ONE);

        FileLedger.open(file).book(expense(1, 4));
        FileLedger.open(file).book(expense(1, 2));

        assertThat(FileLedger.open(file).account().spent()).isEqualTo(Rational.of(3, 4));
        assertThat(FileLedger.open(file).account().left()).isEqualTo(Rational.of(1, 4));
    }

    @Test
    void what_does_not_fit_is_refused_and_leaves_no_trace() throws Exception {
        Path file = newLedger(Rational.ONE);
        FileLedger.open(file).book(expense(3, 4));
        String before = Files.readString(file);

        assertRefused(ErrorCode.PRIVACY_BUDGET, () -> FileLedger.open(file).book(expense(1, 2)));
        assertRefused(ErrorCode.PRIVACY_ADJACENCY, () -> FileLedger.open(file)
                .book(new Expense(Rational.of(1, 9), Adjacency.REPLACE_ROW, "x")));

        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void a_second_release_with_the_whole_budget_is_refused() {
        PrivacyParameters parameters = PrivacyParameters.of(2, Rational.ONE, ROWS, Rational.of(1, 8));
        Path file = newLedger(Rational.of(1, 8));
        List<double[]> rows = List.of(new double[] {0.5, 0.5});

        GramMechanism.release(rows, parameters, FileLedger.open(file), SecureBits.open());

        assertRefused(
                ErrorCode.PRIVACY_BUDGET,
                () -> GramMechanism.release(rows, parameters, FileLedger.open(file), SecureBits.open()));
    }

    @Test
    void a_crash_at_any_byte_of_a_booking_never_gives_the_booking_back() throws Exception {
        Path file = newLedger(Rational.ONE);
        FileLedger.open(file).book(expense(1, 8));
        byte[] before = Files.readAllBytes(file);
        FileLedger.open(file).book(expense(1, 32));
        byte[] after = Files.readAllBytes(file);

        for (int length = before.length + 1; length < after.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(after, length));
            FileLedger ledger = FileLedger.open(file);
            Rational spent = ledger.account().spent();

            // Either the cut line counts with its own cost, or everything does.
            assertThat(spent).isIn(Rational.of(5, 32), Rational.ONE);
            if (spent.isOne()) {
                assertRefused(ErrorCode.PRIVACY_BUDGET, () -> ledger.book(expense(1, 1000)));
            } else {
                ledger.book(expense(1, 2));
                assertThat(FileLedger.open(file).account().spent()).isEqualTo(Rational.of(21, 32));
                FileLedger.open(file).book(expense(1, 32));
                assertThat(FileLedger.open(file).account().spent()).isEqualTo(Rational.of(22, 32));
            }
        }
        // Almost every cut leaves the amount whole.
        Files.write(file, java.util.Arrays.copyOf(after, after.length - 1));
        assertThat(FileLedger.open(file).account().spent()).isEqualTo(Rational.of(5, 32));
    }

    @Test
    void a_crash_at_any_byte_of_the_booking_after_a_crash_is_survived_too() throws Exception {
        Path file = newLedger(Rational.ONE);
        FileLedger.open(file).book(expense(1, 32));
        byte[] cut = Files.readAllBytes(file);
        cut = java.util.Arrays.copyOf(cut, cut.length - 20);
        Files.write(file, cut);
        FileLedger.open(file).book(expense(1, 8));
        byte[] after = Files.readAllBytes(file);
        assertThat(FileLedger.open(file).account().spent()).isEqualTo(Rational.of(5, 32));

        for (int length = cut.length; length < after.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(after, length));
            Rational spent = FileLedger.open(file).account().spent();

            // The first booking, the second one with it, or everything.
            assertThat(spent).isIn(Rational.of(1, 32), Rational.of(5, 32), Rational.ONE);
            if (!spent.isOne()) {
                FileLedger.open(file).book(expense(1, 2));
                FileLedger.open(file).book(expense(1, 32));
                assertThat(FileLedger.open(file).account().spent()).isEqualTo(spent.plus(Rational.of(17, 32)));
            }
        }
    }

    @Test
    void a_last_line_of_rubbish_counts_as_everything() throws Exception {
        Path file = newLedger(Rational.ONE);
        Files.write(file, new byte[] {0, 0, (byte) 0xff, 13}, StandardOpenOption.APPEND);

        assertThat(FileLedger.open(file).account().left()).isEqualTo(Rational.ZERO);
    }

    @Test
    void no_digit_of_a_ledger_can_be_changed_unseen() throws Exception {
        Path file = newLedger(Rational.ONE);
        FileLedger.open(file).book(expense(1, 8));
        FileLedger.open(file).book(expense(1, 32));
        byte[] bytes = Files.readAllBytes(file);
        Rational spent = Rational.of(5, 32);

        for (int place = 0; place < bytes.length; place++) {
            byte[] changed = bytes.clone();
            changed[place] = (byte) (changed[place] == '7' ? '8' : '7');
            Files.write(file, changed);
            boolean isLastLineEnd = place == bytes.length - 1;

            if (isLastLineEnd) {
                // What is no end of line any more is a line that was cut off.
                assertThat(FileLedger.open(file).account().spent()).isGreaterThanOrEqualTo(spent);
            } else {
                assertRefused(ErrorCode.PRIVACY_LEDGER, () -> FileLedger.open(file));
            }
        }
    }

    @Test
    void lines_left_out_moved_or_repeated_are_seen() throws Exception {
        Path file = newLedger(Rational.ONE);
        for (int i = 0; i < 3; i++) {
            FileLedger.open(file).book(expense(1, 8));
        }
        List<String> lines = Files.readAllLines(file);

        for (int[] order :
                new int[][] {{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 2, 1, 3}, {0, 1, 1, 2, 3}, {0, 1, 2, 3, 3}}) {
            Files.write(file, IntStream.of(order).mapToObj(lines::get).toList());

            assertRefused(ErrorCode.PRIVACY_LEDGER, () -> FileLedger.open(file));
        }
    }

    @Test
    void a_file_that_is_no_ledger_is_refused() throws Exception {
        Path file = folder.resolve("notes.txt");

        assertRefused(ErrorCode.PRIVACY_LEDGER, () -> FileLedger.open(file));
        Files.writeString(file, "");
        assertRefused(ErrorCode.PRIVACY_LEDGER, () -> FileLedger.open(file));
        Files.writeString(file, "milk, eggs\n");
        assertRefused(ErrorCode.PRIVACY_LEDGER, () -> FileLedger.open(file));
        assertRefused(ErrorCode.PRIVACY_LEDGER, () -> FileLedger.create(file, Rational.ONE, ROWS));
        assertRefused(ErrorCode.PRIVACY_LEDGER, () -> FileLedger.create(folder, Rational.ONE, ROWS));
    }

    @Test
    void bookings_at_the_same_time_all_count() throws Exception {
        Path file = newLedger(Rational.ONE);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> bookings = IntStream.range(0, 16)
                    .<Future<?>>mapToObj(
                            i -> pool.submit(() -> FileLedger.open(file).book(expense(1, 16))))
                    .toList();
            for (Future<?> booking : bookings) {
                booking.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(FileLedger.open(file).account().left()).isEqualTo(Rational.ZERO);
        assertRefused(ErrorCode.PRIVACY_BUDGET, () -> FileLedger.open(file).book(expense(1, 1000)));
    }

    @Test
    void a_ledger_that_someone_else_holds_is_waited_for() throws Exception {
        Path file = newLedger(Rational.ONE);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var lock = other.lock();
            Future<?> booking = pool.submit(() -> FileLedger.open(file).book(expense(1, 2)));

            assertThatThrownBy(() -> booking.get(100, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            lock.release();
            booking.get();
        } finally {
            pool.shutdownNow();
        }

        assertThat(FileLedger.open(file).account().spent()).isEqualTo(Rational.HALF);
    }

    @Test
    void costs_of_any_length_and_words_of_any_kind_can_be_read_again() throws IOException {
        Path file = newLedger(Rational.ONE);
        Rational tiny = new Rational(
                java.math.BigInteger.TEN.pow(700).add(java.math.BigInteger.ONE), java.math.BigInteger.TEN.pow(1300));
        FileLedger.open(file).book(new Expense(tiny, ROWS, "für \n hash=0 " + "x".repeat(300)));

        assertThat(FileLedger.open(file).account().spent()).isGreaterThan(Rational.ZERO);
        assertThat(Files.readAllLines(file)).hasSize(2);
    }
}
