package dev.nadir.reduction.chain;

import dev.nadir.base.ModelException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.reduction.Draft;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Equations between matrices of data that the model assumes, such as {@code X*X' == n*eye(d)} of whitened inputs: where
 * one side stands in the loss, up to a number in front, the other is put in its place.
 */
public final class GivenMatrices {

    /** One equation, read from left to right. */
    private record Given(Expr left, Expr right) {}

    private final List<Given> all = new ArrayList<>();

    private GivenMatrices() {}

    /** What the model assumes. */
    public static GivenMatrices of(Landscape landscape) {
        GivenMatrices given = new GivenMatrices();
        for (Model.Assumption assumption : landscape.model().assumptions()) {
            if (assumption.condition() instanceof Formula.Binary condition
                    && condition.operator() == Formula.Operator.EQUAL) {
                Optional<Expr> right = read(condition.right(), landscape);
                read(condition.left(), landscape).ifPresent(left -> right.ifPresent(other -> given.add(left, other)));
            }
        }
        return given;
    }

    /** What no loss can hold, such as a rank, stands in none. */
    private static Optional<Expr> read(Formula formula, Landscape landscape) {
        try {
            return Optional.of(
                    Proportion.simpleMatrix(Elaboration.expression(landscape, List.of(), formula, Map.of())));
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    /** An equation of two numbers says nothing of matrices; a multiple of the identity and zero are what is put in, not sought. */
    private void add(Expr left, Expr right) {
        if (left.shape().isScalar() || right.shape().isScalar()) {
            return;
        }
        boolean isPlain =
                Proportion.toIdentity(left).isPresent() || Form.of(left).isZero();
        all.add(isPlain ? new Given(right, left) : new Given(left, right));
    }

    /** The equations as text. */
    public String words() {
        return all.stream()
                .map(each -> Draft.text(each.left()) + " == " + Draft.text(each.right()))
                .collect(Collectors.joining(" and "));
    }

    /** The loss with what is given in place. */
    public ChainLoss in(ChainLoss chain) {
        if (all.isEmpty()) {
            return chain;
        }
        return new ChainLoss(
                chain.factors(),
                in(chain.left()),
                in(chain.right()),
                in(chain.cross()),
                chain.constant(),
                chain.noise(),
                chain.prices().stream()
                        .map(each -> each.map(price -> new ChainLoss.Price(
                                price.weight(),
                                in(price.metric()),
                                price.hidden().map(this::in))))
                        .toList(),
                chain.variances());
    }

    /** A loss, read as a chain, where what it is read as has changed. */
    public static Expr moved(Expr loss, ChainLoss before, ChainLoss after) {
        return Proportion.simple(Exprs.add(loss, Exprs.subtract(quadratic(after), quadratic(before))));
    }

    private static Expr quadratic(ChainLoss chain) {
        Expr product = chain.product();
        Expr square = Exprs.inner(Exprs.product(List.of(chain.left(), product, chain.right())), product);
        return Exprs.subtract(square, Exprs.scaled(Exprs.literal(2), Exprs.inner(chain.cross(), product)));
    }

    private Expr in(Expr matrix) {
        if (matrix.shape().isScalar()) {
            return matrix;
        }
        List<Expr> terms = new ArrayList<>();
        boolean isMoved = false;
        for (Monomial monomial : Monomial.of(Form.of(matrix))) {
            Expr term = monomial.expression();
            Expr turned = term.shape().equals(matrix.shape()) ? term : Exprs.transpose(term);
            Optional<Expr> other = other(turned);
            isMoved |= other.isPresent();
            terms.add(other.orElse(turned));
        }
        return isMoved ? Proportion.simpleMatrix(Exprs.sum(terms)) : matrix;
    }

    /** The term with the first given product in it replaced. */
    private Optional<Expr> other(Expr term) {
        for (Given given : all) {
            Optional<Expr> straight = other(term, given);
            if (straight.isPresent()) {
                return straight;
            }
            Optional<Expr> turned =
                    other(term, new Given(Exprs.transpose(given.left()), Exprs.transpose(given.right())));
            if (turned.isPresent()) {
                return turned;
            }
        }
        return Optional.empty();
    }

    private static Optional<Expr> other(Expr term, Given given) {
        List<Expr> factors = factors(Proportion.body(term));
        int length = factors(Proportion.body(given.left())).size();
        for (int from = 0; from + length <= factors.size(); from++) {
            Expr part = Exprs.product(factors.subList(from, from + length));
            if (part.shape().equals(given.left().shape())) {
                Optional<Expr> ratio = Proportion.of(part, given.left());
                if (ratio.isPresent()) {
                    List<Expr> replaced = new ArrayList<>(factors.subList(0, from));
                    replaced.add(given.right());
                    replaced.addAll(factors.subList(from + length, factors.size()));
                    return Optional.of(
                            Exprs.scaled(Exprs.times(Proportion.scalar(term), ratio.get()), Exprs.product(replaced)));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Expr> factors(Expr e) {
        return e instanceof Expr.Product product ? product.factors() : List.of(e);
    }
}
