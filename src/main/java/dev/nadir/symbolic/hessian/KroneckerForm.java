package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.symbolic.hessian.KroneckerProduct.Factor;
import java.util.ArrayList;
import java.util.List;

/**
 * A block as the matrix {@code d vec(gradient) / d vec(V)}, {@code vec} putting columns below each other: {@code
 * vec(A*V*B) = kron(B', A)*vec(V)} and {@code vec(V') = commutation(m, n)*vec(V)} for an m x n matrix V
 * (MagnusNeudecker2019, chapters 2 and 3).
 *
 * @param rows the number of entries of the row parameter
 * @param columns the number of entries of the column parameter
 * @param products whose sum is the matrix; none for zero
 */
public record KroneckerForm(Size rows, Size columns, List<KroneckerProduct> products) {

    /** Copies the products. */
    public KroneckerForm {
        products = List.copyOf(products);
    }

    /** The matrix of a block. On a symmetric or diagonal parameter it acts on directions of that kind. */
    public static KroneckerForm of(HessianBlock block) {
        Shape moved = block.column().shape();
        Reader reader = new Reader(moved);
        List<KroneckerProduct> products =
                block.terms().stream().map(term -> term.match(reader)).toList();
        Shape shape = block.row().shape();
        return new KroneckerForm(
                shape.rows().times(shape.columns()), moved.rows().times(moved.columns()), products);
    }

    /** A matrix as it is written. */
    static KroneckerForm of(Expr matrix) {
        List<Expr> terms = matrix instanceof Expr.Sum sum ? sum.terms() : List.of(matrix);
        List<KroneckerProduct> products = new ArrayList<>();
        for (Expr term : terms) {
            List<Expr> scalars = new ArrayList<>(List.of(Exprs.literal(1)));
            Expr body = Reader.bare(term, scalars);
            if (!Exprs.isZero(body)) {
                List<Factor> factors = Exprs.isOne(body) ? List.of() : List.of(new Factor.Plain(body));
                products.add(new KroneckerProduct(Exprs.product(scalars), factors));
            }
        }
        return new KroneckerForm(matrix.shape().rows(), matrix.shape().columns(), products);
    }

    /** The matrix as one expression. */
    public Expr matrix() {
        List<Expr> terms = new ArrayList<>(List.of(Exprs.zero(new Shape(rows, columns))));
        for (KroneckerProduct product : products) {
            List<Expr> factors = new ArrayList<>(List.of(product.scalar()));
            product.factors().forEach(factor -> factors.add(factor.match(new Written())));
            terms.add(Exprs.product(factors));
        }
        return Exprs.sum(terms);
    }

    /** Factors as expressions. */
    private record Written() implements KroneckerProduct.Cases<Expr> {

        @Override
        public Expr plain(Factor.Plain factor) {
            return factor.matrix();
        }

        @Override
        public Expr kron(Factor.Kron factor) {
            return Operations.kronecker(factor.left(), factor.right());
        }

        @Override
        public Expr commutation(Factor.Commutation factor) {
            return Operations.commutation(factor.rows(), factor.columns());
        }

        @Override
        public Expr vec(Factor.Vec factor) {
            Expr vec = Operations.vec(factor.matrix());
            return factor.transposed() ? Exprs.transpose(vec) : vec;
        }

        @Override
        public Expr mask(Factor.Mask factor) {
            return Exprs.diagonalMatrix(Operations.vec(factor.matrix()));
        }

        @Override
        public Expr placement(Factor.Placement factor) {
            Expr placement = Operations.placement(factor.size());
            return factor.transposed() ? Exprs.transpose(placement) : placement;
        }
    }

    /** Terms into products, for directions of a shape. */
    private record Reader(Shape moved) implements LinearTerm.Cases<KroneckerProduct> {

        private static KroneckerProduct one(Factor... factors) {
            return new KroneckerProduct(Exprs.literal(1), List.of(factors));
        }

        @Override
        public KroneckerProduct sandwich(LinearTerm.Sandwich term) {
            boolean isMoved = term.transposed()
                    && !moved.rows().isOne()
                    && !moved.columns().isOne();
            KroneckerProduct product = isMoved ? one(new Factor.Commutation(moved.rows(), moved.columns())) : one();
            return around(term.left(), product, term.right());
        }

        /** {@code kron(right', left)} before a product, with what scales it in front. */
        private static KroneckerProduct around(Expr left, KroneckerProduct inner, Expr right) {
            List<Expr> scalars = new ArrayList<>();
            Expr first = bare(Exprs.transpose(right), scalars);
            Expr second = bare(left, scalars);
            KroneckerProduct scaled = inner;
            for (Expr scalar : scalars) {
                scaled = scaled.times(scalar);
            }
            boolean isIdentity = Collecting.isIdentity(first) && Collecting.isIdentity(second);
            if (isIdentity && !inner.factors().isEmpty()) {
                return scaled;
            } else if (isIdentity) {
                Size size = first.shape().rows().times(second.shape().rows());
                return scaled.after(new Factor.Plain(Exprs.identity(size)));
            } else if (Exprs.isOne(first) || Exprs.isOne(second)) {
                return scaled.after(new Factor.Plain(Exprs.isOne(first) ? second : first));
            }
            return scaled.after(new Factor.Kron(first, second));
        }

        /** An expression without its scalar factors; a scalar is 1 after that. */
        private static Expr bare(Expr e, List<Expr> scalars) {
            if (e.shape().isScalar()) {
                scalars.add(e);
                return Exprs.literal(1);
            } else if (e instanceof Expr.Scaled scaled) {
                scalars.add(scaled.scalar());
                return scaled.body();
            }
            return e;
        }

        private static Factor vec(Expr e, boolean transposed) {
            if (e.shape().isColumn()) {
                return new Factor.Plain(transposed ? Exprs.transpose(e) : e);
            }
            return new Factor.Vec(e, transposed);
        }

        @Override
        public KroneckerProduct outer(LinearTerm.Outer term) {
            List<Expr> scalars = new ArrayList<>();
            Expr value = bare(term.value(), scalars);
            Expr functional = bare(term.functional(), scalars);
            List<Factor> factors = new ArrayList<>();
            if (!Exprs.isOne(value)) {
                factors.add(vec(value, false));
            }
            if (!Exprs.isOne(functional)) {
                factors.add(vec(functional, true));
            }
            return new KroneckerProduct(Exprs.product(plusOne(scalars)), factors);
        }

        private static List<Expr> plusOne(List<Expr> scalars) {
            List<Expr> all = new ArrayList<>(scalars);
            all.add(Exprs.literal(1));
            return all;
        }

        @Override
        public KroneckerProduct masked(LinearTerm.Masked term) {
            List<Expr> scalars = new ArrayList<>();
            Expr mask = bare(term.mask(), scalars);
            KroneckerProduct inner = term.inner().match(this);
            return inner.after(new Factor.Mask(mask)).times(Exprs.product(plusOne(scalars)));
        }

        @Override
        public KroneckerProduct onDiagonal(LinearTerm.OnDiagonal term) {
            Size size = term.inner().shape().rows();
            return term.inner().match(this).after(new Factor.Placement(size, false));
        }

        @Override
        public KroneckerProduct ofDiagonal(LinearTerm.OfDiagonal term) {
            Size size = term.inner().shape().rows();
            return term.inner().match(this).after(new Factor.Placement(size, true));
        }

        @Override
        public KroneckerProduct between(LinearTerm.Between term) {
            return around(term.left(), term.inner().match(this), term.right());
        }
    }
}
