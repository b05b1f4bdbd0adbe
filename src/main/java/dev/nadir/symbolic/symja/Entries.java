package dev.nadir.symbolic.symja;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;

/** Writes an expression out entry by entry at given sizes. */
final class Entries implements Expr.Cases<IExpr[][]> {

    private final Map<String, Integer> sizes;
    private final Map<String, ISymbol> symbols = new HashMap<>();
    private final Map<Expr, IExpr[][]> known = new HashMap<>();

    Entries(Map<String, Integer> sizes) {
        this.sizes = Map.copyOf(sizes);
    }

    /** The entries, row by row. */
    IExpr[][] of(Expr e) {
        IExpr[][] entries = known.get(e);
        if (entries == null) {
            entries = e.match(this);
            known.put(e, entries);
        }
        return entries;
    }

    /** Every symbol that has been written so far. */
    List<ISymbol> symbols() {
        return symbols.keySet().stream().sorted().map(this::symbol).toList();
    }

    private ISymbol symbol(String name) {
        return symbols.computeIfAbsent(name, F::Dummy);
    }

    private interface Entry {
        IExpr at(int row, int column);
    }

    private IExpr[][] table(Expr shaped, Entry entry) {
        int rows = shaped.shape().rows().evaluate(sizes);
        int columns = shaped.shape().columns().evaluate(sizes);
        IExpr[][] table = new IExpr[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                table[i][j] = entry.at(i, j);
            }
        }
        return table;
    }

    private static IExpr[][] scalar(IExpr value) {
        return new IExpr[][] {{value}};
    }

    private static IExpr number(Rational value) {
        return F.QQ(F.ZZ(value.numerator()), F.ZZ(value.denominator()));
    }

    private static IExpr total(List<IExpr> terms) {
        IExpr sum = F.C0;
        for (IExpr term : terms) {
            sum = F.Plus(sum, term);
        }
        return sum;
    }

    private IExpr[][] each(Expr shaped, IExpr[][] argument, UnaryOperator<IExpr> function) {
        return table(shaped, (i, j) -> function.apply(argument[i][j]));
    }

    private IExpr[][] fold(Expr shaped, List<Expr> parts, BinaryOperator<IExpr> operator) {
        List<IExpr[][]> tables = parts.stream().map(this::of).toList();
        return table(shaped, (i, j) -> {
            IExpr value = tables.get(0)[i][j];
            for (int k = 1; k < tables.size(); k++) {
                value = operator.apply(value, tables.get(k)[i][j]);
            }
            return value;
        });
    }

    @Override
    public IExpr[][] literal(Expr.Literal e) {
        return scalar(number(e.value()));
    }

    @Override
    public IExpr[][] sizeNumber(Expr.SizeNumber e) {
        Rational value = e.size()
                .substitute(name -> dev.nadir.expr.Size.of(name.number(sizes)))
                .constant()
                .orElseThrow();
        return scalar(number(value));
    }

    @Override
    public IExpr[][] pi(Expr.Pi e) {
        return scalar(F.Pi);
    }

    @Override
    public IExpr[][] symbol(Expr.Symbol e) {
        return table(e, (i, j) -> {
            boolean isOffDiagonal = i != j && e.properties().contains(dev.nadir.expr.Property.DIAGONAL);
            boolean isMirrored = i > j && e.isSymmetric();
            String place = isMirrored ? j + "," + i : i + "," + j;
            return isOffDiagonal ? F.C0 : symbol(e.name() + "(" + place + ")");
        });
    }

    @Override
    public IExpr[][] named(Expr.Named e) {
        return of(e.definition());
    }

    @Override
    public IExpr[][] zero(Expr.Zero e) {
        return table(e, (i, j) -> F.C0);
    }

    @Override
    public IExpr[][] ones(Expr.Ones e) {
        return table(e, (i, j) -> F.C1);
    }

    @Override
    public IExpr[][] identity(Expr.Identity e) {
        return table(e, (i, j) -> i == j ? F.C1 : F.C0);
    }

    @Override
    public IExpr[][] sum(Expr.Sum e) {
        return fold(e, e.terms(), F::Plus);
    }

    @Override
    public IExpr[][] scaled(Expr.Scaled e) {
        IExpr factor = of(e.scalar())[0][0];
        return each(e, of(e.body()), entry -> F.Times(factor, entry));
    }

    @Override
    public IExpr[][] product(Expr.Product e) {
        IExpr[][] product = of(e.factors().get(0));
        for (int k = 1; k < e.factors().size(); k++) {
            product = product(product, of(e.factors().get(k)));
        }
        return product;
    }

    private static IExpr[][] product(IExpr[][] left, IExpr[][] right) {
        IExpr[][] product = new IExpr[left.length][right.length == 0 ? 0 : right[0].length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < product[i].length; j++) {
                List<IExpr> terms = new ArrayList<>();
                for (int k = 0; k < right.length; k++) {
                    terms.add(F.Times(left[i][k], right[k][j]));
                }
                product[i][j] = total(terms);
            }
        }
        return product;
    }

    @Override
    public IExpr[][] hadamard(Expr.Hadamard e) {
        return fold(e, e.factors(), F::Times);
    }

    @Override
    public IExpr[][] power(Expr.Power e) {
        return each(e, of(e.base()), entry -> F.Power(entry, number(e.exponent())));
    }

    @Override
    public IExpr[][] entrywise(Expr.Entrywise e) {
        return each(e, of(e.argument()), entry -> {
            if (e.function().equals(EntrywiseFunction.EXP)) {
                return F.Exp(entry);
            } else if (e.function().equals(EntrywiseFunction.LOG)) {
                return F.Log(entry);
            } else if (e.function().equals(EntrywiseFunction.TANH)) {
                return F.Tanh(entry);
            }
            throw new PreconditionException(e.function().symbol() + " is not written out entry by entry");
        });
    }

    @Override
    public IExpr[][] transpose(Expr.Transpose e) {
        IExpr[][] argument = of(e.argument());
        return table(e, (i, j) -> argument[j][i]);
    }

    @Override
    public IExpr[][] inverse(Expr.Inverse e) {
        throw new PreconditionException("an inverse is not written out entry by entry");
    }

    @Override
    public IExpr[][] logDet(Expr.LogDet e) {
        throw new PreconditionException("a determinant is not written out entry by entry");
    }

    @Override
    public IExpr[][] applied(Expr.Applied e) {
        throw new PreconditionException(e.operation().symbol() + " is not written out entry by entry");
    }

    @Override
    public IExpr[][] expectation(Expr.Expectation e) {
        throw new PreconditionException("a mean must be carried out before it is written out entry by entry");
    }

    @Override
    public IExpr[][] trace(Expr.Trace e) {
        IExpr[][] argument = of(e.argument());
        List<IExpr> terms = new ArrayList<>();
        for (int i = 0; i < argument.length; i++) {
            terms.add(argument[i][i]);
        }
        return scalar(total(terms));
    }

    @Override
    public IExpr[][] inner(Expr.Inner e) {
        IExpr[][] left = of(e.left());
        IExpr[][] right = of(e.right());
        List<IExpr> terms = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < left[i].length; j++) {
                terms.add(F.Times(left[i][j], right[i][j]));
            }
        }
        return scalar(total(terms));
    }

    @Override
    public IExpr[][] total(Expr.Total e) {
        List<IExpr> terms = new ArrayList<>();
        for (IExpr[] row : of(e.argument())) {
            terms.addAll(List.of(row));
        }
        return scalar(total(terms));
    }

    @Override
    public IExpr[][] diagonalMatrix(Expr.DiagonalMatrix e) {
        IExpr[][] vector = of(e.vector());
        return table(e, (i, j) -> i == j ? vector[i][0] : F.C0);
    }

    @Override
    public IExpr[][] diagonalVector(Expr.DiagonalVector e) {
        IExpr[][] matrix = of(e.matrix());
        return table(e, (i, j) -> matrix[i][i]);
    }
}
