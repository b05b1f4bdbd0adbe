package dev.nadir.symbolic;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Positive;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Formula;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a formula into an expression; one rule per kind of formula. */
final class FormulaReader {

    /** Longer matrix powers are written by nobody and would unroll without end. */
    private static final int LONGEST_POWER = 64;

    private final Elaboration scope;
    private final Map<String, Integer> indices;

    FormulaReader(Elaboration scope, Map<String, Integer> indices) {
        this.scope = scope;
        this.indices = indices;
    }

    /** The expression; a rule of shapes that breaks is reported where it stands. */
    Expr read(Formula formula) {
        try {
            return readUnguarded(formula);
        } catch (PreconditionException e) {
            throw Elaboration.refused(formula.span(), String.valueOf(e.getMessage()));
        }
    }

    private Expr readUnguarded(Formula formula) {
        if (formula instanceof Formula.NumberLiteral literal) {
            return Exprs.literal(literal.value());
        } else if (formula instanceof Formula.Name name) {
            return name(name);
        } else if (formula instanceof Formula.Indexed indexed) {
            return indexed(indexed);
        } else if (formula instanceof Formula.Negation negation) {
            return Exprs.negate(read(negation.argument()));
        } else if (formula instanceof Formula.Transposition transposition) {
            return Exprs.transpose(read(transposition.argument()));
        } else if (formula instanceof Formula.Binary binary) {
            return binary(binary);
        } else if (formula instanceof Formula.Call call) {
            return new FunctionReader(scope, this, indices).read(call);
        } else if (formula instanceof Formula.Ranged ranged) {
            return ranged(ranged);
        } else if (formula instanceof Formula.Expectation expectation) {
            return Exprs.expectation(read(expectation.body()));
        } else if (formula instanceof Formula.ArrayLiteral array) {
            return array(array);
        } else {
            throw Elaboration.refused(formula.span(), "this kind of formula in a loss");
        }
    }

    private Expr name(Formula.Name name) {
        if (name.name().equals("pi")) {
            return Exprs.pi();
        }
        Expr known = indices.containsKey(name.name()) ? null : scope.resolve(name.name());
        return known != null ? known : Exprs.size(scope.size(name, indices));
    }

    private Expr indexed(Formula.Indexed indexed) {
        if (indexed.base() instanceof Formula.Name name
                && indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.At at) {
            boolean isOwnPlace = scope.size(at.index(), indices).constant().isEmpty()
                    && !indices.containsKey(name.name())
                    && scope.resolve(name.name()) != null;
            if (isOwnPlace) {
                return part(indexed, read(indexed.base()));
            }
            int index = scope.integer(at.index(), indices);
            Expr known = scope.resolve(name.name() + "[" + index + "]");
            if (known != null) {
                return known;
            }
            if (scope.isSizeFamily(name.name())) {
                return Exprs.size(Size.of(new SizeName(name.name(), Size.of(index))));
            }
        }
        return part(indexed, read(indexed.base()));
    }

    /** Entries and parts are products with columns of identity matrices: {@code A[i, j]} is {@code e_i'*A*e_j}. */
    private Expr part(Formula.Indexed indexed, Expr base) {
        List<Formula.Subscript> subscripts = indexed.subscripts();
        // The model was checked for all sizes; here some may be 1, and a matrix look like a vector or like a number.
        boolean isVector = subscripts.size() == 1;
        if (subscripts.size() > 2 || (isVector && !base.shape().isColumn())) {
            throw Elaboration.refused(indexed.span(), subscripts.size() + " places of a " + base.shape());
        }
        Expr rows =
                Exprs.transpose(chosen(indexed, subscripts.get(0), base.shape().rows()));
        Expr product = Exprs.times(rows, base);
        return isVector
                ? product
                : Exprs.times(
                        product, chosen(indexed, subscripts.get(1), base.shape().columns()));
    }

    private Expr chosen(Formula.Indexed indexed, Formula.Subscript subscript, Size count) {
        if (subscript instanceof Formula.Subscript.All) {
            return Exprs.identity(count);
        } else if (subscript instanceof Formula.Subscript.Between between) {
            Size from = scope.size(between.from(), indices);
            Size to = scope.size(between.to(), indices);
            return Operations.selection(count, from, to.minus(from).plus(Size.ONE));
        } else if (subscript instanceof Formula.Subscript.At at) {
            return Operations.basis(count, scope.size(at.index(), indices));
        }
        throw Elaboration.refused(indexed.span(), "these places in a loss");
    }

    /** Numbers are a vector, rows of numbers or of blocks a matrix: every part stands between columns of identities. */
    private Expr array(Formula.ArrayLiteral array) {
        boolean isGrid = !array.elements().isEmpty()
                && array.elements().stream().allMatch(Formula.ArrayLiteral.class::isInstance);
        List<List<Expr>> rows = new ArrayList<>();
        for (Formula element : array.elements()) {
            rows.add(
                    isGrid
                            ? ((Formula.ArrayLiteral) element)
                                    .elements().stream().map(this::read).toList()
                            : List.of(read(element)));
        }
        return Blocks.of(rows);
    }

    private Expr binary(Formula.Binary binary) {
        Expr left = read(binary.left());
        Expr right = read(binary.right());
        return switch (binary.operator()) {
            case ADD -> Exprs.add(spread(left, right.shape()), spread(right, left.shape()));
            case SUBTRACT -> Exprs.subtract(spread(left, right.shape()), spread(right, left.shape()));
            case MULTIPLY -> Exprs.times(left, right);
            case DIVIDE -> divided(binary, left, right);
            case ENTRYWISE_MULTIPLY -> Exprs.hadamard(spread(left, right.shape()), spread(right, left.shape()));
            case ENTRYWISE_DIVIDE ->
                Exprs.hadamard(
                        spread(left, right.shape()), Exprs.power(spread(right, left.shape()), Rational.MINUS_ONE));
            case POWER -> isSymbolic(left, right) ? symbolicPower(binary, left, right) : power(binary, left, right);
            case ENTRYWISE_POWER ->
                right instanceof Expr.Literal
                        ? Exprs.power(left, exponent(binary, right))
                        : symbolicPower(binary, left, right);
            default -> throw Elaboration.refused(binary.span(), "a comparison inside a loss");
        };
    }

    /** A scalar beside a matrix stands for the matrix with that entry everywhere. */
    static Expr spread(Expr e, Shape shape) {
        return e.shape().isScalar() && !shape.isScalar() ? Exprs.scaled(e, Exprs.ones(shape)) : e;
    }

    private static Expr divided(Formula.Binary binary, Expr left, Expr right) {
        if (!right.shape().isScalar()) {
            throw Elaboration.refused(binary.span(), "dividing by a matrix (inv(A) and ./ are covered)");
        }
        if (Exprs.isZero(right)) {
            throw Elaboration.refused(binary.span(), "dividing by zero");
        }
        return Exprs.scaled(Exprs.power(right, Rational.MINUS_ONE), left);
    }

    private static boolean isSymbolic(Expr base, Expr exponent) {
        return base.shape().isScalar() && exponent.shape().isScalar() && !(exponent instanceof Expr.Literal);
    }

    /** {@code x^y = exp(y*log(x))} for positive x, entry by entry. */
    private static Expr symbolicPower(Formula.Binary binary, Expr base, Expr exponent) {
        if (!Positive.isPositive(base)) {
            throw Elaboration.refused(
                    binary.span(), "an exponent that is not a number, of what is not declared positive");
        }
        Expr logarithm = Exprs.entrywise(EntrywiseFunction.LOG, spread(base, exponent.shape()));
        boolean isScaled = exponent.shape().isScalar();
        return Exprs.entrywise(
                EntrywiseFunction.EXP,
                isScaled ? Exprs.times(exponent, logarithm) : Exprs.hadamard(exponent, logarithm));
    }

    private static Expr power(Formula.Binary binary, Expr base, Expr right) {
        Rational exponent = exponent(binary, right);
        if (base.shape().isScalar()) {
            if (Exprs.isZero(base) && exponent.signum() < 0) {
                throw Elaboration.refused(binary.span(), "dividing by zero");
            }
            return Exprs.power(base, exponent);
        }
        if (!base.shape().isSquare()) {
            throw Elaboration.refused(binary.span(), "a power of a matrix that is not square");
        }
        boolean isHalf = !exponent.isInteger() && exponent.plus(exponent).isInteger();
        Rational whole = isHalf ? exponent.plus(exponent) : exponent;
        if (!whole.isInteger() || whole.abs().compareTo(Rational.of(LONGEST_POWER)) > 0) {
            throw Elaboration.refused(binary.span(), "the matrix power " + exponent + " (whole and half ones are)");
        }
        int count = whole.intValueExact();
        if (count == 0) {
            return Exprs.identity(base.shape().rows());
        }
        Expr positive = isHalf ? Operations.root(base) : base;
        Expr factor = count < 0 ? Exprs.inverse(positive) : positive;
        return Exprs.product(Collections.nCopies(Math.abs(count), factor));
    }

    private static Rational exponent(Formula.Binary binary, Expr right) {
        if (right instanceof Expr.Literal literal) {
            return literal.value();
        }
        throw Elaboration.refused(binary.right().span(), "an exponent that is not a number");
    }

    private Expr ranged(Formula.Ranged ranged) {
        int from = scope.integer(ranged.from(), indices);
        int to = scope.integer(ranged.to(), indices);
        if (from > to && !ranged.isProduct()) {
            throw Elaboration.refused(ranged.span(), "an empty sum, from " + from + " to " + to + ",");
        }
        int step = from <= to ? 1 : -1;
        List<Expr> parts = new ArrayList<>();
        for (int i = from; i != to + step; i += step) {
            Map<String, Integer> inner = new HashMap<>(indices);
            inner.put(ranged.index(), i);
            parts.add(new FormulaReader(scope, inner).read(ranged.body()));
        }
        return ranged.isProduct() ? Exprs.product(parts) : Exprs.sum(parts);
    }
}
