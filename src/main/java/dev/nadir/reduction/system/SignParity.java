package dev.nadir.reduction.system;

import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What changes of sign say about the number of solutions. If the equations are the same up to sign after changes of the
 * signs of some unknowns, and each unknown is changed by one of these, then every solution but the origin lies in an
 * orbit of even size.
 */
public final class SignParity {

    private SignParity() {}

    /** Whether the number of solutions is odd, if there are finitely many: over the complex numbers, and over the real. */
    public static boolean isOdd(List<Polynomial> equations) {
        if (equations.isEmpty()) {
            return false;
        }
        int n = equations.get(0).arity();
        boolean isOriginSolution = equations.stream()
                .allMatch(equation -> equation.terms().stream().allMatch(term -> term.degree() > 0));
        if (!isOriginSolution) {
            return false;
        }
        List<BitSet> conditions = conditions(equations, n);
        // An unknown is changed by no element of the group iff the conditions say that its sign is kept.
        for (int i = 0; i < n; i++) {
            BitSet kept = new BitSet();
            kept.set(i);
            if (isImplied(kept, conditions)) {
                return false;
            }
        }
        return true;
    }

    /** For each two terms of an equation: the unknowns in which their exponents differ by an odd number. */
    private static List<BitSet> conditions(List<Polynomial> equations, int n) {
        List<BitSet> reduced = new ArrayList<>();
        for (Polynomial equation : equations) {
            for (Polynomial.Term term : equation.terms()) {
                BitSet difference = parity(term, n);
                difference.xor(parity(equation.terms().get(0), n));
                reduce(difference, reduced);
                if (!difference.isEmpty()) {
                    reduced.add(difference);
                }
            }
        }
        return reduced;
    }

    private static BitSet parity(Polynomial.Term term, int n) {
        BitSet parity = new BitSet();
        for (int i = 0; i < n; i++) {
            parity.set(i, term.exponents().get(i) % 2 == 1);
        }
        return parity;
    }

    /** Clears, from the first row on, the first unknown of each row. */
    private static void reduce(BitSet row, List<BitSet> reduced) {
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (BitSet each : reduced) {
                if (!row.isEmpty() && each.nextSetBit(0) == row.nextSetBit(0)) {
                    row.xor(each);
                    isChanged = true;
                }
            }
        }
    }

    private static boolean isImplied(BitSet row, List<BitSet> conditions) {
        reduce(row, conditions);
        return row.isEmpty();
    }
}
