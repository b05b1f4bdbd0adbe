package dev.nadir.expr.calculus;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The differential of an expression along directions: what is linear in {@code t} when each symbol {@code W} moves to
 * {@code W + t*dW}. A let {@code P} that moves has a differential that is a let of its own, {@code dP}; it begins with
 * the letters that a direction puts before the name of its symbol.
 */
public final class Differential implements Expr.Cases<Expr> {

    private final Map<Expr.Symbol, Expr.Symbol> directions;
    private final Dependence dependence;
    private final Dependence changes;
    private final String prefix;
    private final Map<Expr, Expr> known = new HashMap<>();

    /** Moves each key along its value, which has the same shape. */
    public Differential(Map<Expr.Symbol, Expr.Symbol> directions) {
        this.directions = Map.copyOf(directions);
        this.dependence = new Dependence(directions.keySet());
        this.changes = new Dependence(Set.copyOf(directions.values()));
        this.prefix = prefix(directions);
    }

    /** Where a file has a name {@code dW} of its own, its directions begin with other letters than a d. */
    private static String prefix(Map<Expr.Symbol, Expr.Symbol> directions) {
        return directions.entrySet().stream()
                .filter(entry -> entry.getValue().role() == Role.DIRECTION
                        && entry.getValue().name().endsWith(entry.getKey().name()))
                .map(entry -> entry.getValue()
                        .name()
                        .substring(
                                0,
                                entry.getValue().name().length()
                                        - entry.getKey().name().length()))
                .filter(letters -> !letters.isEmpty() && letters.chars().allMatch(Character::isLetter))
                .findFirst()
                .orElse("d");
    }

    /** The differential of {@code e}, in its shape. */
    public Expr of(Expr e) {
        if (!dependence.dependsOn(e)) {
            return Exprs.zero(e.shape());
        }
        Expr answer = known.get(e);
        if (answer == null) {
            answer = e.match(this);
            known.put(e, answer);
        }
        return answer;
    }

    @Override
    public Expr literal(Expr.Literal e) {
        return Exprs.zero(e.shape());
    }

    @Override
    public Expr sizeNumber(Expr.SizeNumber e) {
        return Exprs.zero(e.shape());
    }

    @Override
    public Expr pi(Expr.Pi e) {
        return Exprs.zero(e.shape());
    }

    @Override
    public Expr symbol(Expr.Symbol e) {
        Expr.Symbol direction = directions.get(e);
        return direction == null ? Exprs.zero(e.shape()) : direction;
    }

    @Override
    public Expr named(Expr.Named e) {
        Expr moved = of(e.definition());
        boolean isShort = Exprs.isZero(moved) || moved instanceof Expr.Symbol || moved instanceof Expr.Named;
        return isShort ? moved : new Expr.Named(changed(e), moved);
    }

    /** The change of P is dP, its change d2P, and then d3P. */
    private String changed(Expr.Named e) {
        if (!changes.dependsOn(e)) {
            return prefix + e.name();
        }
        int place = prefix.length();
        boolean isFirst = !Character.isDigit(e.name().charAt(place));
        return isFirst
                ? prefix + "2" + e.name().substring(place)
                : prefix + (e.name().charAt(place) - '0' + 1) + e.name().substring(place + 1);
    }

    @Override
    public Expr zero(Expr.Zero e) {
        return e;
    }

    @Override
    public Expr ones(Expr.Ones e) {
        return Exprs.zero(e.shape());
    }

    @Override
    public Expr identity(Expr.Identity e) {
        return Exprs.zero(e.shape());
    }

    @Override
    public Expr sum(Expr.Sum e) {
        return Exprs.sum(e.terms().stream().map(this::of).toList());
    }

    @Override
    public Expr scaled(Expr.Scaled e) {
        return Exprs.add(Exprs.scaled(of(e.scalar()), e.body()), Exprs.scaled(e.scalar(), of(e.body())));
    }

    @Override
    public Expr product(Expr.Product e) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < e.factors().size(); i++) {
            List<Expr> factors = new ArrayList<>(e.factors());
            factors.set(i, of(factors.get(i)));
            terms.add(Exprs.product(factors));
        }
        return Exprs.sum(terms);
    }

    @Override
    public Expr hadamard(Expr.Hadamard e) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < e.factors().size(); i++) {
            Expr term = of(e.factors().get(i));
            for (int j = 0; j < e.factors().size(); j++) {
                term = j == i ? term : Exprs.hadamard(e.factors().get(j), term);
            }
            terms.add(term);
        }
        return Exprs.sum(terms);
    }

    @Override
    public Expr power(Expr.Power e) {
        Expr lower = Exprs.power(e.base(), e.exponent().minus(Rational.ONE));
        return Exprs.scaled(Exprs.literal(e.exponent()), Exprs.hadamard(lower, of(e.base())));
    }

    @Override
    public Expr entrywise(Expr.Entrywise e) {
        return Exprs.hadamard(EntrywiseRules.derivative(e), of(e.argument()));
    }

    @Override
    public Expr transpose(Expr.Transpose e) {
        return Exprs.transpose(of(e.argument()));
    }

    @Override
    public Expr inverse(Expr.Inverse e) {
        return Exprs.negate(Exprs.product(List.of(e, of(e.argument()), e)));
    }

    @Override
    public Expr trace(Expr.Trace e) {
        return Exprs.trace(of(e.argument()));
    }

    @Override
    public Expr logDet(Expr.LogDet e) {
        return Exprs.trace(Exprs.times(Exprs.inverse(e.argument()), of(e.argument())));
    }

    @Override
    public Expr inner(Expr.Inner e) {
        // The change comes second in both, so that they are one where the sides are equal.
        return Exprs.add(Exprs.inner(e.left(), of(e.right())), Exprs.inner(e.right(), of(e.left())));
    }

    @Override
    public Expr total(Expr.Total e) {
        return Exprs.total(of(e.argument()));
    }

    @Override
    public Expr diagonalMatrix(Expr.DiagonalMatrix e) {
        return Exprs.diagonalMatrix(of(e.vector()));
    }

    @Override
    public Expr diagonalVector(Expr.DiagonalVector e) {
        return Exprs.diagonalVector(of(e.matrix()));
    }

    @Override
    public Expr applied(Expr.Applied e) {
        return AppliedRules.differential(e, this::of);
    }

    @Override
    public Expr expectation(Expr.Expectation e) {
        throw new PreconditionException("a mean must be taken before a derivative, got an expectation of shape "
                + e.shape() + " that is not carried out");
    }
}
