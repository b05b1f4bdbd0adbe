package dev.nadir.model.check;

import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that a law fits the shape of what it gives. */
final class LawChecker {

    /** What a law cannot do without; a mean is 0 where none is given. */
    private static final Map<String, String> NEEDED = Map.of("independent", "variance", "dropout", "keep");

    private static final Set<Declaration.Kind> PLAIN =
            Set.of(Declaration.Kind.SCALAR, Declaration.Kind.VECTOR, Declaration.Kind.MATRIX);

    private final ShapeReader shapes;

    LawChecker(ShapeReader shapes) {
        this.shapes = shapes;
    }

    /** Whether a law gives what is declared with the word. */
    static boolean gives(String law, Declaration.Kind kind) {
        return PLAIN.contains(kind) || (kind == Declaration.Kind.SYMMETRIC && law.equals("gaussian"));
    }

    /** What does not fit; empty if all does, or if what is wrong has been reported. */
    String problem(Declaration declaration, Formula.Call law, Scope inside) {
        boolean isGaussian = law.function().equals("gaussian");
        String missing = isGaussian ? spread(declaration, law) : needed(law);
        if (!missing.isEmpty()) {
            return missing;
        }
        Optional<Shape> own = shape(declaration, inside);
        if (own.isEmpty()) {
            return "";
        }
        return law.options().entrySet().stream()
                .map(option -> isGaussian && !option.getKey().equals("variance")
                        ? gaussian(option, own.get(), inside)
                        : entries(option, inside))
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String needed(Formula.Call law) {
        String needed = NEEDED.getOrDefault(law.function(), "");
        return law.options().containsKey(needed) ? "" : "`" + law.function() + "` needs " + needed + " = ...";
    }

    /** A Gaussian law says how it spreads in one of three ways. */
    private static String spread(Declaration declaration, Formula.Call law) {
        boolean hasSides = law.options().containsKey("rows") || law.options().containsKey("columns");
        boolean hasCovariance = law.options().containsKey("covariance");
        boolean hasVariance = law.options().containsKey("variance");
        boolean isColumn =
                declaration.kind() == Declaration.Kind.SCALAR || declaration.kind() == Declaration.Kind.VECTOR;
        if (hasSides && declaration.kind() != Declaration.Kind.MATRIX) {
            return "only a Gaussian matrix takes rows = ... and columns = ...";
        } else if (hasSides ? hasCovariance || hasVariance : hasCovariance == hasVariance) {
            return "`gaussian` needs one of covariance = ..., variance = ..., and for matrices rows = ... with columns = ...";
        } else {
            return hasCovariance && !isColumn
                    ? "a covariance belongs to a vector; a matrix takes variance = ..., one for all entries, or rows = ..."
                            + " and columns = ..."
                    : "";
        }
    }

    private Optional<Shape> shape(Declaration declaration, Scope inside) {
        List<Optional<Size>> sizes = declaration.sizes().stream()
                .map(size -> shapes.quiet().size(size, inside))
                .toList();
        if (sizes.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (declaration.kind()) {
                    case SCALAR, SIZE -> Shape.SCALAR;
                    case VECTOR -> Shape.vector(sizes.get(0).orElseThrow());
                    case MATRIX ->
                        new Shape(sizes.get(0).orElseThrow(), sizes.get(1).orElseThrow());
                    default ->
                        new Shape(sizes.get(0).orElseThrow(), sizes.get(0).orElseThrow());
                });
    }

    private String gaussian(Map.Entry<String, Formula> option, Shape own, Scope inside) {
        boolean isMean = option.getKey().equals("mean");
        Size size = option.getKey().equals("columns") ? own.columns() : own.rows();
        Shape needed = isMean ? own : new Shape(size, size);
        return shapes.shape(option.getValue(), inside)
                .filter(given -> !given.equals(needed) && !(isMean && given.isScalar()))
                .map(given -> option.getKey() + ": " + Mismatch.describe(option.getValue(), given) + ", " + needed
                        + " is needed")
                .orElse("");
    }

    private String entries(Map.Entry<String, Formula> option, Scope inside) {
        return shapes.shape(option.getValue(), inside)
                .filter(given -> !given.isScalar())
                .map(given -> option.getKey() + ": " + Mismatch.describe(option.getValue(), given)
                        + ", one scalar for all entries is needed")
                .orElse("");
    }
}
