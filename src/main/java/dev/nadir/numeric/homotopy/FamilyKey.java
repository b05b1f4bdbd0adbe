package dev.nadir.numeric.homotopy;

import dev.nadir.base.InternalErrorException;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A name for a family of equations: the same equations, up to the names of their unknowns, have the same key. */
public final class FamilyKey {

    private FamilyKey() {}

    /** SHA-256 of the equations, 64 hexadecimal digits. */
    public static String of(PolynomialFamily family) {
        MessageDigest digest = sha256();
        feed(digest, family.unknowns().size() + "/" + family.parameters().size());
        for (Polynomial equation : family.equations()) {
            feed(digest, "=");
            equation.terms().stream()
                    .map(term -> term.coefficient() + ":" + term.exponents())
                    .sorted()
                    .forEach(term -> feed(digest, term));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void feed(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new InternalErrorException("every Java has SHA-256: " + e.getMessage(), e);
        }
    }
}
