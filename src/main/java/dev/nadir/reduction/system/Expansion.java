package dev.nadir.reduction.system;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.reduction.ExactMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes expressions out as matrices of polynomials. The entries of parameters are unknowns; those of data are the
 * parameters of the family, or numbers. What divides by unknowns gets an unknown of its own: {@code u} for {@code 1/q}
 * with the equation {@code q*u = 1}, so that exactly the points where {@code q} is zero are left out.
 */
final class Expansion implements Expr.Cases<Block> {

    /** Products of terms in one expansion; a few seconds and some hundred megabytes. */
    private static final long WORK_LIMIT = 6_000_000;

    /** How data enter. */
    enum Data {
        /** Every entry is a parameter. */
        ENTRIES,
        /** Every entry of a product of data is a parameter. */
        MOMENTS,
        /** Numbers. */
        VALUES
    }

    private final Data mode;
    private final Map<String, Integer> sizes;
    private final Map<String, ExactMatrix> data;
    private final Variables variables;
    private final Dependence unknowns;
    private final IdentityHashMap<Expr, Block> known = new IdentityHashMap<>();
    private final Map<Terms, Terms> inverses = new HashMap<>();
    private final Map<String, Terms> auxiliaries = new LinkedHashMap<>();
    private long work;

    Expansion(Data mode, Setting setting, Variables variables) {
        this.mode = mode;
        this.sizes = setting.sizes();
        this.data = setting.data();
        this.unknowns = setting.unknowns();
        this.variables = variables;
    }

    /** What all expansions of one instance share. */
    record Setting(Map<String, Integer> sizes, Map<String, ExactMatrix> data, Dependence unknowns) {}

    /** The equations of the unknowns that stand for inverses, by what they are called; each is zero. */
    Map<String, Terms> auxiliaries() {
        return auxiliaries;
    }

    /**
     * The expression, entry by entry.
     *
     * @throws PreconditionException if it is not a rational function with rational coefficients, or too long
     */
    Block of(Expr e) {
        Block block = known.get(e);
        if (block == null) {
            block = e.match(this);
            known.put(e, block);
        }
        return block;
    }

    private int number(Size size) {
        return size.evaluate(sizes);
    }

    private Block filled(Expr e, Rational value) {
        return Block.filled(number(e.shape().rows()), number(e.shape().columns()), Terms.constant(value));
    }

    @Override
    public Block literal(Expr.Literal e) {
        return Block.scalar(Terms.constant(e.value()));
    }

    @Override
    public Block sizeNumber(Expr.SizeNumber e) {
        Rational sum = Rational.ZERO;
        for (var term : e.size().terms().entrySet()) {
            Rational value = term.getValue();
            for (var name : term.getKey()) {
                value = value.times(Rational.of(number(Size.of(name))));
            }
            sum = sum.plus(value);
        }
        return Block.scalar(Terms.constant(sum));
    }

    @Override
    public Block pi(Expr.Pi e) {
        throw refusal("an exact equation needs rational coefficients, got pi");
    }

    @Override
    public Block symbol(Expr.Symbol e) {
        int rows = number(e.shape().rows());
        int columns = number(e.shape().columns());
        Terms[] entries = new Terms[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                entries[i * columns + j] = entry(e, i, j);
            }
        }
        return new Block(rows, columns, entries);
    }

    private Terms entry(Expr.Symbol symbol, int row, int column) {
        boolean isMirror = symbol.isSymmetric() && row > column;
        int i = isMirror ? column : row;
        int j = isMirror ? row : column;
        if (symbol.properties().contains(Property.DIAGONAL) && row != column) {
            return Terms.ZERO;
        }
        if (symbol.role() == Role.PARAMETER) {
            return Terms.variable(variables.unknown(name(symbol, i, j)));
        }
        ExactMatrix values = data.get(symbol.name());
        if (values == null) {
            throw new PreconditionException("an exact equation needs values of data, got none for " + symbol.name());
        }
        Rational value = values.get(i, j);
        return mode == Data.VALUES
                ? Terms.constant(value)
                : Terms.variable(variables.parameter(name(symbol, i, j), value));
    }

    /** {@code W[2][1, 3]}, {@code v[1]} or {@code s}, as the model language would say it. */
    static String name(Expr.Symbol symbol, int row, int column) {
        if (symbol.shape().isScalar()) {
            return symbol.name();
        }
        return symbol.shape().columns().isOne()
                ? symbol.name() + "[" + (row + 1) + "]"
                : symbol.name() + "[" + (row + 1) + ", " + (column + 1) + "]";
    }

    @Override
    public Block named(Expr.Named e) {
        return of(e.definition());
    }

    @Override
    public Block zero(Expr.Zero e) {
        return filled(e, Rational.ZERO);
    }

    @Override
    public Block ones(Expr.Ones e) {
        return filled(e, Rational.ONE);
    }

    @Override
    public Block identity(Expr.Identity e) {
        return diagonal(filledVector(number(e.size())));
    }

    private static Block filledVector(int n) {
        return Block.filled(n, 1, Terms.constant(Rational.ONE));
    }

    private static Block diagonal(Block vector) {
        int n = vector.rows();
        Terms[] entries = new Terms[n * n];
        for (int k = 0; k < n * n; k++) {
            entries[k] = k / n == k % n ? vector.get(k / n, 0) : Terms.ZERO;
        }
        return new Block(n, n, entries);
    }

    @Override
    public Block sum(Expr.Sum e) {
        Block sum = of(e.terms().get(0));
        for (Expr term : e.terms().subList(1, e.terms().size())) {
            sum = sum.plus(of(term));
        }
        return sum;
    }

    @Override
    public Block scaled(Expr.Scaled e) {
        Terms factor = of(e.scalar()).only();
        return of(e.body()).map(entry -> times(factor, entry));
    }

    private Terms times(Terms left, Terms right) {
        Terms.Sum sum = new Terms.Sum();
        add(sum, left, right);
        return sum.terms();
    }

    private void add(Terms.Sum sum, Terms left, Terms right) {
        work += (long) left.size() * right.size();
        if (work > WORK_LIMIT) {
            throw refusal("written out, the equations must take at most " + WORK_LIMIT
                    + " products of terms; these take more");
        }
        sum.add(left, right);
    }

    private Block times(Block left, Block right) {
        Terms[] entries = new Terms[left.rows() * right.columns()];
        for (int i = 0; i < left.rows(); i++) {
            for (int j = 0; j < right.columns(); j++) {
                Terms.Sum sum = new Terms.Sum();
                for (int k = 0; k < left.columns(); k++) {
                    add(sum, left.get(i, k), right.get(k, j));
                }
                entries[i * right.columns() + j] = sum.terms();
            }
        }
        return new Block(left.rows(), right.columns(), entries);
    }

    @Override
    public Block product(Expr.Product e) {
        List<Block> factors = new ArrayList<>();
        int next = 0;
        while (next < e.factors().size()) {
            int end = next + 1;
            boolean isData =
                    mode == Data.MOMENTS && !unknowns.dependsOn(e.factors().get(next));
            while (isData
                    && end < e.factors().size()
                    && !unknowns.dependsOn(e.factors().get(end))) {
                end++;
            }
            Block run = of(e.factors().get(next));
            for (int k = next + 1; k < end; k++) {
                run = times(run, of(e.factors().get(k)));
            }
            factors.add(isData ? moments(run, e.factors().subList(next, end)) : run);
            next = end;
        }
        Block product = factors.get(0);
        for (Block factor : factors.subList(1, factors.size())) {
            product = times(product, factor);
        }
        return product;
    }

    private Block moments(Block run, List<Expr> factors) {
        String text = TextPrinter.print(factors.size() == 1 ? factors.get(0) : new Expr.Product(factors));
        Terms[] entries = new Terms[run.rows() * run.columns()];
        for (int i = 0; i < run.rows(); i++) {
            for (int j = 0; j < run.columns(); j++) {
                String name = "(" + text + ")[" + (i + 1) + ", " + (j + 1) + "]";
                entries[i * run.columns() + j] = variables.moment(run.get(i, j), name);
            }
        }
        return new Block(run.rows(), run.columns(), entries);
    }

    @Override
    public Block hadamard(Expr.Hadamard e) {
        Block product = of(e.factors().get(0));
        for (Expr factor : e.factors().subList(1, e.factors().size())) {
            Block right = of(factor);
            Terms[] entries = new Terms[right.rows() * right.columns()];
            for (int k = 0; k < entries.length; k++) {
                int i = k / right.columns();
                int j = k % right.columns();
                entries[k] = times(product.get(i, j), right.get(i, j));
            }
            product = new Block(right.rows(), right.columns(), entries);
        }
        return product;
    }

    @Override
    public Block power(Expr.Power e) {
        if (!e.exponent().isInteger()) {
            throw refused("the power " + e.exponent(), e);
        }
        int exponent = e.exponent().intValueExact();
        Block base = of(e.base());
        if (exponent < 0 && !unknowns.dependsOn(e.base())) {
            return derived(e);
        }
        return base.map(entry -> exponent < 0 ? power(inverse(entry, e), -exponent) : power(entry, exponent));
    }

    private Terms power(Terms base, int exponent) {
        Terms power = Terms.constant(Rational.ONE);
        for (int k = 0; k < exponent; k++) {
            power = times(power, base);
        }
        return power;
    }

    /** One over a polynomial: a number, or an unknown with its equation. */
    private Terms inverse(Terms base, Expr where) {
        if (base.constant().isPresent()) {
            if (base.isZero()) {
                throw new PreconditionException(
                        "nothing can be divided by zero, as " + TextPrinter.print(where) + " does");
            }
            return Terms.constant(base.constant().get().inverse());
        }
        Terms known = inverses.get(base);
        if (known == null) {
            String name = "1/(" + describe(base, where) + ")";
            known = Terms.variable(variables.unknown(name));
            inverses.put(base, known);
            auxiliaries.put(name, times(known, base).plus(Terms.constant(Rational.MINUS_ONE)));
        }
        return known;
    }

    /** A variable by its name, a number as it is written, an entry of anything longer by what it stands in and a count. */
    private String describe(Terms base, Expr where) {
        List<String> names = new ArrayList<>();
        base.forEach((product, coefficient) -> {
            if (base.isPlain() && coefficient.isOne()) {
                names.add(variables.name(product.variable(0)));
            }
        });
        if (!names.isEmpty()) {
            return names.get(0);
        }
        String written =
                where instanceof Expr.Power power && power.base().shape().isScalar()
                        ? TextPrinter.print(power.base())
                        : "";
        boolean isName = !written.isEmpty() && !auxiliaries.containsKey("1/(" + written + ")");
        return isName ? written : "base " + (inverses.size() + 1) + " of " + TextPrinter.print(where);
    }

    /** Data that no polynomial writes: parameters of their own, with exact values. */
    private Block derived(Expr e) {
        Setting setting = new Setting(sizes, data, unknowns);
        Block values = mode == Data.VALUES ? numeric(e) : new Expansion(Data.VALUES, setting, new Variables()).of(e);
        String text = TextPrinter.print(e);
        Terms[] entries = new Terms[values.rows() * values.columns()];
        for (int k = 0; k < entries.length; k++) {
            Rational value = values.get(k / values.columns(), k % values.columns())
                    .constant()
                    .orElseThrow();
            String name = e.shape().isScalar()
                    ? text
                    : text + "[" + (k / values.columns() + 1) + ", " + (k % values.columns() + 1) + "]";
            entries[k] = mode == Data.VALUES ? Terms.constant(value) : Terms.variable(variables.parameter(name, value));
        }
        return new Block(values.rows(), values.columns(), entries);
    }

    private Block numeric(Expr e) {
        if (e instanceof Expr.Power power) {
            int exponent = power.exponent().intValueExact();
            return of(power.base()).map(entry -> power(inverse(entry, e), -exponent));
        }
        return ExactInverse.of(of(((Expr.Inverse) e).argument()));
    }

    @Override
    public Block entrywise(Expr.Entrywise e) {
        throw refused(e.function().symbol(), e);
    }

    @Override
    public Block transpose(Expr.Transpose e) {
        return of(e.argument()).transpose();
    }

    @Override
    public Block inverse(Expr.Inverse e) {
        if (!unknowns.dependsOn(e.argument())) {
            return derived(e);
        }
        Block matrix = of(e.argument());
        int n = matrix.rows();
        String text = TextPrinter.print(e);
        Terms[] entries = new Terms[n * n];
        for (int k = 0; k < n * n; k++) {
            entries[k] = Terms.variable(variables.unknown(text + "[" + (k / n + 1) + ", " + (k % n + 1) + "]"));
        }
        Block inverse = new Block(n, n, entries);
        Block product = times(matrix, inverse);
        for (int k = 0; k < n * n; k++) {
            Terms less = k / n == k % n ? Terms.constant(Rational.MINUS_ONE) : Terms.ZERO;
            auxiliaries.putIfAbsent(
                    text + "[" + (k / n + 1) + ", " + (k % n + 1) + "]",
                    product.get(k / n, k % n).plus(less));
        }
        return inverse;
    }

    @Override
    public Block trace(Expr.Trace e) {
        Block matrix = of(e.argument());
        Terms.Sum sum = new Terms.Sum();
        for (int i = 0; i < matrix.rows(); i++) {
            sum.add(matrix.get(i, i));
        }
        return Block.scalar(sum.terms());
    }

    @Override
    public Block logDet(Expr.LogDet e) {
        throw refused("logdet", e);
    }

    @Override
    public Block inner(Expr.Inner e) {
        Block left = of(e.left());
        Block right = of(e.right());
        Terms.Sum sum = new Terms.Sum();
        for (int i = 0; i < left.rows(); i++) {
            for (int j = 0; j < left.columns(); j++) {
                add(sum, left.get(i, j), right.get(i, j));
            }
        }
        return Block.scalar(sum.terms());
    }

    @Override
    public Block total(Expr.Total e) {
        Block matrix = of(e.argument());
        Terms.Sum sum = new Terms.Sum();
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                sum.add(matrix.get(i, j));
            }
        }
        return Block.scalar(sum.terms());
    }

    @Override
    public Block diagonalMatrix(Expr.DiagonalMatrix e) {
        return diagonal(of(e.vector()));
    }

    @Override
    public Block diagonalVector(Expr.DiagonalVector e) {
        Block matrix = of(e.matrix());
        Terms[] entries = new Terms[matrix.rows()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = matrix.get(i, i);
        }
        return new Block(entries.length, 1, entries);
    }

    @Override
    public Block applied(Expr.Applied e) {
        return new AppliedBlocks(this::number, this::times)
                .of(e, e.arguments().stream().map(this::of).toList())
                .orElseThrow(() -> refused(e.operation().symbol(), e));
    }

    @Override
    public Block expectation(Expr.Expectation e) {
        throw refused("an expectation that was not carried out", e);
    }

    private static PreconditionException refusal(String message) {
        return new PreconditionException(ErrorCode.NOT_POLYNOMIAL, message);
    }

    private static PreconditionException refused(String what, Expr where) {
        return refusal("critical points of a polynomial or rational loss are solutions of polynomial" + " equations; "
                + what + " in " + TextPrinter.print(where) + " is neither");
    }
}
