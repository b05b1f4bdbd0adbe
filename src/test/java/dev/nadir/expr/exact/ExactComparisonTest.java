package dev.nadir.expr.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExactComparisonTest {

    private static final Size N = Size.of("n");
    private static final Size M = Size.of("m");
    private static final Expr.Symbol A = matrix("A", M, N);
    private static final Expr.Symbol B = matrix("B", N, M);
    private static final Expr.Symbol S = matrix("S", N, N);

    private static Expr.Symbol matrix(String name, Size rows, Size columns) {
        return new Expr.Symbol(name, Shape.matrix(rows, columns), Role.DATA, Set.of());
    }

    private static ExactComparison.Outcome compare(Expr left, Expr right) {
        return ExactComparison.compare(left, right, sizes -> true, new Seed(7));
    }

    @Test
    void residues_multiply_as_whole_numbers_do() {
        BigInteger prime = BigInteger.valueOf(Residue.PRIME);
        for (long seed = 1; seed < 50; seed++) {
            long a = new Seed(seed).generator().nextLong(Residue.PRIME);
            long b = new Seed(-seed).generator().nextLong(Residue.PRIME);

            BigInteger product =
                    BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).mod(prime);

            assertThat(Residue.times(a, b)).isEqualTo(product.longValueExact());
            assertThat(Residue.times(a, Residue.inverse(a))).isEqualTo(1);
        }
        assertThat(prime.isProbablePrime(50)).isTrue();
    }

    @Test
    void determinants_of_products_in_both_orders_are_equal_with_a_small_bound() {
        Expr left = Operations.determinant(Exprs.add(Exprs.identity(M), Exprs.times(A, B)));
        Expr right = Operations.determinant(Exprs.add(Exprs.identity(N), Exprs.times(B, A)));

        ExactComparison.Outcome outcome = compare(left, right);

        assertThat(outcome).isInstanceOfSatisfying(ExactComparison.Outcome.Equal.class, equal -> {
            assertThat(equal.sizes()).hasSize(3).doesNotHaveDuplicates();
            assertThat(equal.errorBound()).isPositive().isLessThan(1e-15);
        });
    }

    @Test
    void a_difference_of_one_term_is_seen() {
        Expr product = Exprs.times(S, S);
        Expr wrong = Exprs.add(product, Exprs.scaled(Exprs.literal(Rational.of(1, 1_000_000)), S));

        assertThat(compare(product, wrong)).isInstanceOf(ExactComparison.Outcome.Different.class);
    }

    @Test
    void a_symmetric_symbol_is_symmetric_and_another_is_not() {
        Expr.Symbol symmetric = new Expr.Symbol("T", Shape.matrix(N, N), Role.DATA, Set.of(Property.SYMMETRIC));

        assertThat(compare(new Expr.Transpose(symmetric), symmetric)).isInstanceOf(ExactComparison.Outcome.Equal.class);
        assertThat(compare(new Expr.Transpose(S), S)).isInstanceOf(ExactComparison.Outcome.Different.class);
    }

    @Test
    void functions_are_unknown_so_that_only_equal_arguments_are_equal() {
        Expr inverse = Exprs.inverse(Exprs.inverse(Exprs.add(S, Exprs.identity(N))));
        Expr left = Exprs.entrywise(EntrywiseFunction.TANH, inverse);
        Expr right = Exprs.entrywise(EntrywiseFunction.TANH, Exprs.add(S, Exprs.identity(N)));
        Expr odd = Exprs.negate(Exprs.entrywise(EntrywiseFunction.TANH, Exprs.negate(S)));

        assertThat(compare(left, right)).isInstanceOf(ExactComparison.Outcome.Equal.class);
        assertThat(compare(Exprs.entrywise(EntrywiseFunction.TANH, S), odd))
                .isInstanceOf(ExactComparison.Outcome.Undecided.class);
    }

    @Test
    void what_is_nowhere_defined_is_undecided() {
        Expr singular = Exprs.inverse(Exprs.subtract(S, new Expr.Transpose(new Expr.Transpose(S))));

        assertThat(compare(singular, singular)).isInstanceOf(ExactComparison.Outcome.Undecided.class);
    }

    @Test
    void sizes_that_are_not_admissible_are_not_used() {
        ExactComparison.Outcome outcome = ExactComparison.compare(
                Exprs.trace(Exprs.times(A, B)),
                Exprs.trace(Exprs.times(B, A)),
                sizes -> sizes.getOrDefault("m", 0) > sizes.getOrDefault("n", 0),
                new Seed(7));

        assertThat(outcome)
                .isInstanceOfSatisfying(ExactComparison.Outcome.Equal.class, equal -> assertThat(equal.sizes())
                        .allSatisfy(sizes -> assertThat(sizes.get("m")).isGreaterThan(sizes.get("n"))));
    }

    @Test
    void the_bound_is_the_degree_over_the_prime() {
        // (S + I)^3 has degree 3 in the entries.
        Expr sum = Exprs.add(S, Exprs.identity(N));
        Degrees degrees =
                new Degrees(size -> size.evaluate(name -> Map.of("n", 4, "m", 5).getOrDefault(name.name(), 1)));

        assertThat(degrees.of(Exprs.product(List.of(sum, sum, sum)))).isEqualTo(new Degree(3, 0));
        assertThat(degrees.of(Exprs.inverse(sum))).isEqualTo(new Degree(3, 4));
        assertThat(degrees.of(Operations.determinant(sum))).isEqualTo(new Degree(4, 0));
    }
}
