package dev.nadir.symbolic.hessian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import dev.nadir.expr.print.LatexPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.plan.Plan;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.hessian.KroneckerProduct.Factor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KroneckerFormTest {

    private static final String HEAD =
            """
            model blocks "For tests"

            sizes
              m >= 1
              n >= 1

            data
              X : matrix[m, n]
              S : spd[m]
              a : vector[n]

            parameters
              W : matrix[m, n]
              V : matrix[n, m]
              b : vector[m]
              Q : symmetric[m]
              s : scalar > 0

            minimize
              loss =\s""";

    private static final Map<String, Integer> SIZES = Map.of("m", 3, "n", 2);

    private static Derivation derivation(String loss) {
        Model model = ModelReader.parse(HEAD + loss + "\n", "blocks.model", Path.of("."));
        return Deriver.derive(Elaboration.elaborate(model, Map.of()));
    }

    private static Map<String, Matrix> values(Derivation derivation) {
        RandomGenerator generator = new Seed(23).generator();
        Map<String, Matrix> values = new HashMap<>();
        List<Expr.Symbol> symbols = new ArrayList<>(derivation.landscape().parameters());
        symbols.addAll(derivation.landscape().data());
        for (Expr.Symbol symbol : symbols) {
            Matrix free = RandomMatrices.gaussian(
                    size(symbol.shape().rows()), size(symbol.shape().columns()), generator);
            values.put(symbol.name(), symbol.isSymmetric() ? free.times(free.transpose()) : free.map(Math::abs));
        }
        return values;
    }

    private static int size(Size size) {
        return size.evaluate(name -> SIZES.get(name.toString()));
    }

    private static Matrix value(Expr e, Map<String, Matrix> values) {
        Plan plan = Plan.compile(List.of(List.of(e)), SIZES, values, Set.of());
        plan.run();
        return plan.value(0);
    }

    /** Columns below each other. */
    private static Matrix vec(Matrix matrix) {
        return Matrix.of(matrix.count(), 1, matrix.transpose().toArray());
    }

    private static Matrix kron(Matrix left, Matrix right) {
        double[] entries = new double[left.count() * right.count()];
        int columns = left.columns() * right.columns();
        for (int i = 0; i < left.rows() * right.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                entries[i * columns + j] = left.get(i / right.rows(), j / right.columns())
                        * right.get(i % right.rows(), j % right.columns());
            }
        }
        return Matrix.of(left.rows() * right.rows(), columns, entries);
    }

    /** A second opinion on every factor, from its definition. */
    private record Numbers(Map<String, Matrix> values) implements KroneckerProduct.Cases<Matrix> {

        @Override
        public Matrix plain(Factor.Plain factor) {
            return value(factor.matrix(), values);
        }

        @Override
        public Matrix kron(Factor.Kron factor) {
            return KroneckerFormTest.kron(value(factor.left(), values), value(factor.right(), values));
        }

        @Override
        public Matrix commutation(Factor.Commutation factor) {
            int rows = size(factor.rows());
            int columns = size(factor.columns());
            double[] entries = new double[rows * columns * rows * columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    entries[(i * columns + j) * rows * columns + j * rows + i] = 1;
                }
            }
            return Matrix.of(rows * columns, rows * columns, entries);
        }

        @Override
        public Matrix vec(Factor.Vec factor) {
            Matrix column = KroneckerFormTest.vec(value(factor.matrix(), values));
            return factor.transposed() ? column.transpose() : column;
        }

        @Override
        public Matrix mask(Factor.Mask factor) {
            return Matrix.diagonal(
                    KroneckerFormTest.vec(value(factor.matrix(), values)).toArray());
        }

        @Override
        public Matrix placement(Factor.Placement factor) {
            int n = size(factor.size());
            double[] entries = new double[n * n * n];
            for (int i = 0; i < n; i++) {
                entries[(i * n + i) * n + i] = 1;
            }
            Matrix placement = Matrix.of(n * n, n, entries);
            return factor.transposed() ? placement.transpose() : placement;
        }

        Matrix of(KroneckerForm form) {
            Matrix sum = Matrix.zeros(size(form.rows()), size(form.columns()));
            for (KroneckerProduct product : form.products()) {
                Matrix value = product.factors().stream()
                        .map(factor -> factor.match(this))
                        .reduce(Matrix::times)
                        .orElse(Matrix.scalar(1));
                sum = sum.plus(value.scaled(value(product.scalar(), values).get(0)));
            }
            return sum;
        }
    }

    /** How far a matrix is from the block, on random directions of the column's kind. */
    private static double gap(Derivation derivation, HessianBlock block, Matrix matrix, Map<String, Matrix> values) {
        RandomGenerator generator = new Seed(5).generator();
        Map<String, Matrix> all = new HashMap<>(values);
        Matrix direction = Matrix.scalar(0);
        for (Map.Entry<Expr.Symbol, Expr.Symbol> entry : derivation.directions().entrySet()) {
            Matrix parameter = all.getOrDefault(entry.getKey().name(), Matrix.scalar(0));
            boolean isMoved = entry.getKey().equals(block.column());
            Matrix free = RandomMatrices.gaussian(parameter.rows(), parameter.columns(), generator);
            Matrix kind = entry.getKey().isSymmetric() ? free.plus(free.transpose()) : free;
            Matrix value = isMoved ? kind : kind.scaled(0);
            direction = isMoved ? value : direction;
            all.put(entry.getValue().name(), value);
        }
        Expr along = derivation.hessianAlong().getOrDefault(block.row(), Exprs.literal(0));
        return matrix.times(vec(direction)).minus(vec(value(along, all))).maxAbs();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normF(W*V*X - X)^2/s + normF(W)^2 + normF(V)^2*b'*b",
                "tr(W*diag(a)*V*S) + (b'*S*b)*tr(W*V) + s^2*normF(W.*X)^2",
                "normF(tanh(V*W))^2 + sum(exp(b)) + normF(W'*b - a)^2",
                "sum(diagonal(W*V).^2) + normF(W'*S*W)^2 + tr(inv(S + W*W'))",
                "normF(Q*W - X)^2 + tr(Q*Q*S) + b'*Q*b",
                "tr(W*V*W*V) + tr(V*W)^2 + logdet(eye(m) + W*W')"
            })
    void every_block_as_a_matrix_maps_directions_as_the_hessian_does(String loss) {
        Derivation derivation = derivation(loss);
        Map<String, Matrix> values = values(derivation);
        Numbers numbers = new Numbers(values);

        for (HessianBlock block : new HessianBlocks(derivation).all()) {
            Matrix matrix = numbers.of(KroneckerForm.of(block));

            assertThat(gap(derivation, block, matrix, values))
                    .as("%s, %s: %s", block.row().name(), block.column().name(), KroneckerForm.of(block))
                    .isLessThan(1e-9 * (1 + matrix.maxAbs()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tr((W*W' + S)^(1/2)*S) + tr((V*V' + eye(n))^(-1/2))",
                "tr(S*sylvester(S, W*V)*W*V) + normF(kron(W, V*W) - kron(X, eye(n)))^2",
                "normF(blocktrace(kron(S, V*W), n))^2 + normF(blocksum(kron(eye(n), W*X')*kron(V*W, S), n))^2/s",
                "vec(W)'*kron(eye(n), S)*vec(W*V*W) + normF(reshape(vec(V)*s, m, n) - W)^2 + (W*a)[1]*b[2]^2"
            })
    void where_no_kronecker_products_are_read_the_jacobian_maps_directions_as_the_hessian_does(String loss) {
        Derivation derivation = derivation(loss);
        Map<String, Matrix> values = values(derivation);
        Numbers numbers = new Numbers(values);
        HessianBlocks blocks = new HessianBlocks(derivation);

        for (Expr.Symbol row : derivation.hessianAlong().keySet()) {
            for (Expr.Symbol column : derivation.directions().keySet()) {
                KroneckerForm form = blocks.kronecker(row, column);
                HessianBlock block = new HessianBlock(row, column, List.of());
                Matrix matrix = numbers.of(form);
                Matrix printed = value(form.matrix(), values);

                assertThat(gap(derivation, block, matrix, values))
                        .as("%s, %s: %s", row.name(), column.name(), form)
                        .isLessThan(1e-9 * (1 + matrix.maxAbs()));
                assertThat(printed.minus(matrix).maxAbs()).isLessThan(1e-9 * (1 + matrix.maxAbs()));
            }
        }
    }

    @Test
    void a_swapped_order_and_a_missing_commutation_are_caught() {
        Derivation derivation = derivation("normF(W*V*X - X)^2");
        Map<String, Matrix> values = values(derivation);
        Numbers numbers = new Numbers(values);
        int wrong = 0;

        for (HessianBlock block : new HessianBlocks(derivation).all()) {
            KroneckerForm form = KroneckerForm.of(block);
            for (KroneckerForm other : List.of(changed(form, true), changed(form, false))) {
                boolean isChanged = !other.equals(form);
                Matrix matrix = numbers.of(other);
                boolean fits = matrix.columns() == numbers.of(form).columns();
                if (isChanged && fits) {
                    assertThat(gap(derivation, block, matrix, values)).isGreaterThan(1e-3);
                    wrong++;
                }
            }
        }

        assertThat(wrong).isGreaterThanOrEqualTo(4);
    }

    /** With factors of Kronecker products exchanged, or with commutations left out. */
    private static KroneckerForm changed(KroneckerForm form, boolean isSwapped) {
        List<KroneckerProduct> products = new ArrayList<>();
        for (KroneckerProduct product : form.products()) {
            List<Factor> factors = new ArrayList<>();
            for (Factor factor : product.factors()) {
                if (isSwapped && factor instanceof Factor.Kron kron && fits(kron)) {
                    factors.add(new Factor.Kron(/* left= */ kron.right(), /* right= */ kron.left()));
                } else if (isSwapped || !(factor instanceof Factor.Commutation)) {
                    factors.add(factor);
                }
            }
            products.add(new KroneckerProduct(product.scalar(), factors));
        }
        return new KroneckerForm(form.rows(), form.columns(), products);
    }

    private static boolean fits(Factor.Kron kron) {
        return !kron.left().equals(kron.right());
    }

    @Test
    void blocks_print_in_the_model_language_and_in_latex() {
        Derivation derivation = derivation("normF(W*V*X - X)^2/2");
        HessianBlocks blocks = new HessianBlocks(derivation);
        Expr.Symbol w = derivation.landscape().parameters().get(0);
        Expr.Symbol v = derivation.landscape().parameters().get(1);
        Expr.Symbol b = derivation.landscape().parameters().get(2);

        KroneckerForm same = KroneckerForm.of(blocks.block(w, w));
        KroneckerForm mixed = KroneckerForm.of(blocks.block(w, v));
        KroneckerForm none = KroneckerForm.of(blocks.block(w, b));

        assertThat(KroneckerPrinter.text(same)).isEqualTo("kron(V*X*X'*V', eye(m))");
        assertThat(KroneckerPrinter.text(mixed))
                .isEqualTo("kron(V*X*X', W) + kron(eye(n), (W*V*X - X)*X')*commutation(n, m)");
        assertThat(KroneckerPrinter.text(none)).isEqualTo("zeros(m*n, m)");
        assertThat(KroneckerPrinter.latex(mixed)).contains("\\otimes").contains("K_{n, m}");
    }

    @Test
    void the_bilinear_form_is_symmetric_and_is_the_operator_against_a_direction() {
        Derivation derivation = derivation("normF(W*V*X - X)^2/s + tr(Q*Q*S)*b'*b");
        BilinearForm form = BilinearForm.of(derivation);
        Map<String, Matrix> values = values(derivation);
        RandomGenerator generator = new Seed(8).generator();
        Map<String, Matrix> forth = new HashMap<>(values);
        Map<String, Matrix> back = new HashMap<>(values);
        form.first().forEach((parameter, direction) -> {
            Matrix like = values.getOrDefault(parameter.name(), Matrix.scalar(0));
            String second = form.second().getOrDefault(parameter, direction).name();
            for (String name : List.of(direction.name(), second)) {
                Matrix free = RandomMatrices.gaussian(like.rows(), like.columns(), generator);
                Matrix kind = parameter.isSymmetric() ? free.plus(free.transpose()) : free;
                forth.put(name, kind);
                back.put(name.equals(second) ? direction.name() : second, kind);
            }
        });

        assertThat(LatexPrinter.print(form.value())).contains("eQ").contains("\\mathrm{d}Q");
        double one = value(form.value(), forth).get(0);
        double other = value(form.value(), back).get(0);

        assertThat(Math.abs(one - other)).isLessThan(1e-9 * (1 + Math.abs(one)));
        assertThat(Math.abs(one)).isGreaterThan(1e-3);
    }
}
