package dev.nadir.reduction.chain.orthonormal;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.symbolic.Landscape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter with orthonormal columns, or rows, in a metric: {@code W'*M*W == eye(k)}, or {@code W*M*W' == eye(k)}.
 *
 * @param isTurned whether its rows are orthonormal
 * @param metric M, where it is no identity
 */
record Held(Expr.Symbol parameter, boolean isTurned, Optional<Expr> metric) {

    /** What an equation holds. */
    static Optional<Held> of(Landscape.Constraint constraint, List<Expr.Symbol> parameters) {
        if (constraint instanceof Landscape.Constraint.OrthonormalColumns columns) {
            return Optional.of(new Held(columns.parameter(), false, Optional.empty()));
        }
        return parameters.stream()
                .flatMap(each -> of(constraint.left(), constraint.right(), each)
                        .or(() -> of(constraint.right(), constraint.left(), each))
                        .stream())
                .findFirst();
    }

    private static Optional<Held> of(Expr gram, Expr identity, Expr.Symbol parameter) {
        boolean isIdentity =
                identity instanceof Expr.Identity || (identity.shape().isScalar() && Exprs.isOne(identity));
        if (!isIdentity) {
            return Optional.empty();
        }
        Expr rows = Exprs.times(parameter, Exprs.transpose(parameter));
        if (gram.shape().equals(rows.shape()) && Form.of(gram).equals(Form.of(rows))) {
            return Optional.of(new Held(parameter, true, Optional.empty()));
        }
        return around(gram, parameter);
    }

    /** {@code W'*M*W} or {@code W*M*W'}, a number in front taken into M. */
    private static Optional<Held> around(Expr gram, Expr.Symbol parameter) {
        Expr number = gram instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
        Expr body = gram instanceof Expr.Scaled scaled ? scaled.body() : gram;
        List<Expr> factors = body instanceof Expr.Product product ? product.factors() : List.of();
        if (factors.size() < 3) {
            return Optional.empty();
        }
        Expr turned = Exprs.transpose(parameter);
        List<Expr> ends = List.of(factors.get(0), factors.get(factors.size() - 1));
        boolean isRows = ends.equals(List.of(parameter, turned));
        Expr metric = Exprs.scaled(number, Exprs.product(factors.subList(1, factors.size() - 1)));
        return (isRows || ends.equals(List.of(turned, parameter)))
                        && Form.of(metric).isSymmetric()
                ? Optional.of(new Held(parameter, isRows, Optional.of(metric)))
                : Optional.empty();
    }

    /** The same with a name for the root of the metric, in front of what has orthonormal columns. */
    Rooted rooted(Landscape landscape, Draft draft) {
        Size length = isTurned ? parameter.shape().columns() : parameter.shape().rows();
        Size many = isTurned ? parameter.shape().rows() : parameter.shape().columns();
        if (!many.isOne() && !many.equals(length) && !isDeclared(landscape, many.toString(), length.toString())) {
            draft.require(many + " <= " + length);
        }
        Expr.Symbol orthonormal = new Expr.Symbol(
                parameter.name(),
                isTurned ? parameter.shape().transpose() : parameter.shape(),
                parameter.role(),
                Set.of(Property.ORTHONORMAL_COLUMNS));
        return new Rooted(this, orthonormal, metric.map(each -> {
            Proportion.requirePositive(draft, each, true);
            return new Expr.Symbol(
                    draft.let("R", "(" + Draft.text(each) + ")^(1/2)"),
                    each.shape(),
                    Role.DATA,
                    Set.of(Property.SYMMETRIC, Property.POSITIVE_DEFINITE));
        }));
    }

    /** Whether the sizes say that there are no more columns than rows: else there are no orthonormal ones. */
    private static boolean isDeclared(Landscape landscape, String many, String length) {
        return landscape.model().sizes().stream()
                .anyMatch(size -> size.name().equals(many)
                        && size.condition()
                                .filter(condition -> isAtMost(condition.operator())
                                        && FormulaPrinter.print(condition.bound())
                                                .equals(length))
                                .isPresent());
    }

    private static boolean isAtMost(Formula.Operator operator) {
        return operator == Formula.Operator.LESS || operator == Formula.Operator.LESS_OR_EQUAL;
    }

    /**
     * The parameter by a matrix Q with orthonormal columns: {@code W == inv(R)*Q}, or its transpose.
     *
     * @param orthonormal Q, which has the name of the parameter
     * @param root R, where there is a metric
     */
    record Rooted(Held held, Expr.Symbol orthonormal, Optional<Expr.Symbol> root) {

        /** What stands in the place of the parameter. */
        Expr value() {
            Expr columns = root.<Expr>map(each -> Exprs.times(Exprs.inverse(each), orthonormal))
                    .orElse(orthonormal);
            return held.isTurned() ? Exprs.transpose(columns) : columns;
        }

        /** What is found for Q, as what the parameter is. */
        String lifted(String q) {
            if (root.isEmpty()) {
                return held.isTurned() ? "(" + q + ")'" : q;
            }
            String inverse = "inv(" + root.get().name() + ")";
            return held.isTurned() ? "(" + q + ")'*" + inverse : inverse + "*(" + q + ")";
        }

        /** Q, by the parameter. */
        String lowered() {
            String name = held.isTurned() ? orthonormal.name() + "'" : orthonormal.name();
            return root.map(each -> each.name() + "*" + name).orElse(name);
        }
    }
}
