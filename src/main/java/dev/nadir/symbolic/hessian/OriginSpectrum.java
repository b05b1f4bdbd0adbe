package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The eigenvalues of the Hessian where every parameter is zero but those declared positive, which stay as they are.
 *
 * @param zeros the parameters that are zero
 * @param letters what the letters in the eigenvalues stand for, in the model language
 * @param groups the eigenvalues with their multiplicities; together as many as there are coordinates
 * @param conditions gradients that do not vanish there by themselves: the point is critical where they do
 */
public record OriginSpectrum(
        List<Expr.Symbol> zeros, Map<String, String> letters, List<Group> groups, Map<Expr.Symbol, Expr> conditions) {

    /** Copies the collections. */
    public OriginSpectrum {
        zeros = List.copyOf(zeros);
        letters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(letters));
        groups = List.copyOf(groups);
        conditions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    /**
     * Eigenvalues that have one formula.
     *
     * @param eigenvalue a scalar in data, kept parameters and indexed letters
     * @param multiplicity how often each occurs, in the model language
     * @param ranges what the indices run over, as in {@code i in 1..d}; empty for a single eigenvalue
     */
    public record Group(Expr eigenvalue, String multiplicity, List<String> ranges) {
        /** Copies the list. */
        public Group {
            ranges = List.copyOf(ranges);
        }
    }
}
