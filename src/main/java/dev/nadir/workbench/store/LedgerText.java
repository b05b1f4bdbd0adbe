package dev.nadir.workbench.store;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.Expense;
import dev.nadir.numeric.privacy.ZCdpAccountant;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a ledger. Each ends in a hash of itself and of the hash before it, so that none can be changed, left out
 * or put in by accident:
 *
 * <pre>
 * nadir-ledger-1 budget=1/8 rows=add-remove hash=...
 * 1 spent rho=1/32 for=covariance hash=...
 * 2 spent rho=1/64 for=cov ~
 * 2 torn rho=1/64 for=a booking that was cut off hash=...
 * </pre>
 *
 * <p>A part of a last line is what a crash leaves. It counts as spent: with its own rho if that stands there whole, with
 * all that was left if not. The next booking ends it with a tilde, and accounts for it in a line {@code torn}.
 *
 * @param account the accounts after the last line
 * @param count how many lines were booked
 * @param hash of the last whole line
 * @param torn what a crash left of lines, as it reads once it is closed; empty if nothing
 * @param missing what has to be written before the next line
 */
record LedgerText(ZCdpAccountant account, int count, String hash, String torn, String missing) {

    /** Every byte is a character, so that nothing in a damaged file is lost in reading it. */
    static final Charset CHARSET = StandardCharsets.ISO_8859_1;

    private static final String FRACTION = "(\\d{1,5000})(?:/(\\d{1,5000}))?";

    private static final Pattern HEADER =
            Pattern.compile("nadir-ledger-1 budget=" + FRACTION + " rows=([a-z-]+) hash=([0-9a-f]{64})");

    private static final Pattern LINE =
            Pattern.compile("(\\d{1,9}) (spent|torn) rho=" + FRACTION + " for=([ -~]{0,200}) hash=([0-9a-f]{64})");

    private static final Pattern START =
            Pattern.compile("\\d{1,9} (?:spent|torn) rho=" + FRACTION + " for=.*", Pattern.DOTALL);

    private static final String HASH = " hash=";

    /** What the next booking puts behind a line that was cut off; no whole line ends so. */
    private static final String CUT = " ~";

    /** The first line of a new ledger. */
    static String header(ZCdpAccountant account) {
        String body = "nadir-ledger-1 budget=" + account.budget() + " rows="
                + account.adjacency().word();
        return body + HASH + hash("", body) + "\n";
    }

    /**
     * Reads and checks a ledger.
     *
     * @param refusal what to throw for a problem
     */
    static LedgerText read(String text, Function<String, PreconditionException> refusal) {
        int end = text.lastIndexOf('\n') + 1;
        String[] lines = text.substring(0, end).split("\n", -1);
        Matcher header = HEADER.matcher(lines[0]);
        if (end == 0 || !header.matches() || !header.group(4).equals(hash("", body(lines[0])))) {
            throw refusal.apply("line 1 is not the first line of a ledger, or it was changed");
        }
        LedgerText ledger = new LedgerText(opened(header, refusal), 0, header.group(4), "", "");
        String unfinished = "";
        for (int i = 1; i < lines.length - 1; i++) {
            if (lines[i].endsWith(CUT)) {
                unfinished = joined(unfinished, lines[i]);
            } else {
                ledger = ledger.next(lines[i], i + 1, unfinished, refusal);
                unfinished = "";
            }
        }
        return ledger.withTail(unfinished, text.substring(end), refusal);
    }

    /**
     * What a crash left behind the last whole line: lines that were closed but not accounted for, and the start of one
     * more, which may lack its end of line only.
     */
    private LedgerText withTail(String closed, String tail, Function<String, PreconditionException> refusal) {
        if (tail.isEmpty()) {
            return closed.isEmpty() ? this : afterTorn(closed, "");
        }
        Matcher whole = LINE.matcher(tail);
        if (whole.matches() && whole.group(6).equals(hash(hash + closed, body(tail)))) {
            LedgerText ledger = next(tail, count + 2, closed, refusal);
            return new LedgerText(ledger.account, ledger.count, ledger.hash, "", "\n");
        }
        return afterTorn(joined(closed, tail + CUT), CUT + "\n");
    }

    private static String joined(String lines, String line) {
        return lines.isEmpty() ? line : lines + "\n" + line;
    }

    private static ZCdpAccountant opened(Matcher header, Function<String, PreconditionException> refusal) {
        for (Adjacency adjacency : Adjacency.values()) {
            if (adjacency.word().equals(header.group(3))) {
                return ZCdpAccountant.open(fraction(header, 1), adjacency);
            }
        }
        throw refusal.apply("line 1 names neighbours that this version does not know: " + header.group(3));
    }

    private LedgerText next(
            String line, int number, String unfinished, Function<String, PreconditionException> refusal) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || !matcher.group(6).equals(hash(hash + unfinished, body(line)))) {
            throw refusal.apply("line " + number + " was changed, or one before it is missing");
        }
        boolean isTorn = matcher.group(2).equals("torn");
        if (!matcher.group(1).equals(Integer.toString(count + 1)) || isTorn == unfinished.isEmpty()) {
            throw refusal.apply("line " + number + " is not the one that follows");
        }
        ZCdpAccountant after = afterwards(fraction(matcher, 3), matcher.group(5));
        return new LedgerText(after, count + 1, matcher.group(6), "", "");
    }

    /** The accounts after an amount; more than is left is all that is left. */
    private ZCdpAccountant afterwards(Rational rho, String purpose) {
        boolean isAll = rho.signum() <= 0 || rho.compareTo(account.left()) >= 0;
        return isAll ? account.exhausted() : account.after(new Expense(rho, account.adjacency(), purpose));
    }

    private LedgerText afterTorn(String lines, String end) {
        Matcher start = START.matcher(lines);
        ZCdpAccountant after = start.matches() ? afterwards(fraction(start, 1), "") : account.exhausted();
        return new LedgerText(after, count, hash, lines, end);
    }

    private String closing() {
        Matcher start = START.matcher(torn);
        String rho = start.matches()
                ? fraction(start, 1).toString()
                : account.budget().toString();
        return numbered(count + 1, "torn rho=" + rho + " for=a booking that was cut off", hash + torn);
    }

    /** What to append for an expense that fits. */
    String continuation(Expense expense) {
        String text = missing;
        String last = hash;
        int number = count + 1;
        if (!torn.isEmpty()) {
            text += closing();
            last = text.substring(text.indexOf(HASH) + HASH.length(), text.length() - 1);
            number++;
        }
        String purpose = expense.purpose().replaceAll("[^ -~]", "?");
        purpose = purpose.substring(0, Math.min(200, purpose.length()));
        return text + numbered(number, "spent rho=" + expense.rho() + " for=" + purpose, last);
    }

    private static String numbered(int number, String what, String before) {
        String body = number + " " + what;
        return body + HASH + hash(before, body) + "\n";
    }

    private static String body(String line) {
        int end = line.lastIndexOf(HASH);
        return end < 0 ? line : line.substring(0, end);
    }

    private static Rational fraction(Matcher matcher, int group) {
        String denominator = matcher.group(group + 1);
        BigInteger below = denominator == null ? BigInteger.ONE : new BigInteger(denominator);
        return below.signum() == 0 ? Rational.ZERO : new Rational(new BigInteger(matcher.group(group)), below);
    }

    private static String hash(String before, String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.getBytes(CHARSET));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(body.getBytes(CHARSET)));
        } catch (NoSuchAlgorithmException e) {
            throw new InternalErrorException("every Java platform has SHA-256: " + e);
        }
    }
}
