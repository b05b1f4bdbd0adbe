package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Shape;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Powers, logarithms and inverses of forms: taken apart where that is always right, one letter otherwise. */
final class Powers {

    /** A power beyond this would be written out into more terms than anybody reads. */
    private static final int LARGEST_WRITTEN_OUT = 16;

    private Powers() {}

    /** Every entry to a rational power. */
    static Form power(Form base, Rational exponent) {
        if (exponent.isZero()) {
            return Form.ones(base.shape());
        }
        if (exponent.isInteger() && exponent.signum() > 0) {
            if (exponent.compareTo(Rational.of(LARGEST_WRITTEN_OUT)) > 0 && base.termCount() > 1) {
                throw new PreconditionException(
                        "a power of a sum must be at most " + LARGEST_WRITTEN_OUT + ", got " + exponent);
            }
            Optional<Form> single = single(base, exponent);
            if (single.isPresent()) {
                return single.get();
            }
            Form result = base;
            for (int i = 1; i < exponent.intValueExact(); i++) {
                result = result.hadamard(base);
            }
            return result;
        }
        if (base.isZero()) {
            throw new PreconditionException("zero cannot be raised to the power " + exponent);
        }
        return single(base, exponent).orElseGet(() -> asLetter(base, exponent));
    }

    /** One term without sums: the power of each letter, where the rules of real powers allow. */
    private static Optional<Form> single(Form base, Rational exponent) {
        if (base.termCount() != 1) {
            return Optional.empty();
        }
        Map.Entry<Graph, Rational> term = base.terms().entrySet().iterator().next();
        Graph graph = term.getKey();
        boolean isSafe =
                exponent.isInteger() || (graph.isPositive() && term.getValue().signum() > 0);
        if (!isSafe || !graph.hasOnlyOpenIndices() || hasRepeatedEnd(graph)) {
            return Optional.empty();
        }
        boolean isNumber = graph.nodes().isEmpty() && !exponent.isInteger();
        Optional<Rational> number = number(term.getValue(), exponent);
        if (isNumber && number.isEmpty()) {
            return Optional.empty();
        }
        Wiring wiring = new Wiring();
        int[] opens = wiring.add(graph, graph.powered(exponent));
        Form letters = wiring.finish(number.orElse(Rational.ONE), opens, base.shape());
        return Optional.of(
                number.isPresent()
                        ? letters
                        : asLetter(Form.of(term.getValue()), exponent).times(letters));
    }

    /** The power of a number, where it is a fraction again. */
    private static Optional<Rational> number(Rational value, Rational exponent) {
        if (exponent.isInteger()) {
            return Optional.of(value.power(exponent.intValueExact()));
        }
        int degree = exponent.denominator().intValueExact();
        Rational root = new Rational(root(value.numerator(), degree), root(value.denominator(), degree));
        return root.power(degree).equals(value)
                ? Optional.of(root.power(exponent.numerator().intValueExact()))
                : Optional.empty();
    }

    /** The nearest whole root of a positive number, as far as doubles tell; the caller tries it. */
    private static BigInteger root(BigInteger value, int degree) {
        double root = Math.pow(value.doubleValue(), 1.0 / degree);
        return root < Long.MAX_VALUE ? BigInteger.valueOf(Math.max(1, Math.round(root))) : BigInteger.ONE;
    }

    /** A diagonal matrix has zeros off its diagonal, whose powers are not powers of the diagonal. */
    private static boolean hasRepeatedEnd(Graph graph) {
        return graph.opens().length == 2 && graph.opens()[0] == graph.opens()[1];
    }

    private static Form asLetter(Form base, Rational exponent) {
        Rational content = exponent.isInteger() ? leading(base) : Rational.ONE;
        Form reduced = base.times(content.inverse());
        Rational factor = exponent.isInteger() ? content.power(exponent.intValueExact()) : Rational.ONE;
        return Form.of(Letter.of(reduced), exponent).times(factor);
    }

    /** The number in front of the first term. */
    static Rational leading(Form form) {
        return form.terms().values().iterator().next();
    }

    /** The logarithm of every entry; of an entrywise product of positive letters the sum of their logarithms. */
    static Form logarithm(Form argument) {
        if (argument.equals(Form.ones(argument.shape()))) {
            return Form.zero(argument.shape());
        }
        if (argument.equals(Form.of(Rational.ONE))) {
            return Form.zero(Shape.SCALAR);
        }
        if (argument.termCount() == 1) {
            Map.Entry<Graph, Rational> term =
                    argument.terms().entrySet().iterator().next();
            Graph graph = term.getKey();
            List<Node> nodes = graph.nodes();
            boolean isMore = nodes.size() > 1 || !term.getValue().isOne() || hasPower(nodes) || isDeterminant(nodes);
            if (isMore && isPositiveProduct(graph, term.getValue())) {
                Form sum = logarithm(Form.of(term.getValue())).times(Form.ones(argument.shape()));
                for (Node node : nodes) {
                    Optional<Form> determinant = AppliedForms.logarithmOfDeterminant(node.letter());
                    if (determinant.isPresent()) {
                        Form everywhere = determinant.get().times(Form.ones(argument.shape()));
                        sum = sum.plus(everywhere.times(node.exponent()));
                        continue;
                    }
                    Wiring wiring = new Wiring();
                    int[] opens = Wiring.shift(graph.opens(), wiring.addIndices(graph));
                    wiring.add(Letter.of(EntrywiseFunction.LOG, Form.of(node.letter())), Rational.ONE, node.legs());
                    sum = sum.plus(wiring.finish(node.exponent(), opens, argument.shape()));
                }
                return sum;
            }
        }
        return Form.of(Letter.of(EntrywiseFunction.LOG, argument));
    }

    private static boolean isPositiveProduct(Graph graph, Rational value) {
        return value.signum() > 0
                && graph.isPositive()
                && graph.hasOnlyOpenIndices()
                && !hasRepeatedEnd(graph)
                && !graph.nodes().isEmpty();
    }

    private static boolean isDeterminant(List<Node> nodes) {
        return nodes.stream().anyMatch(node -> AppliedForms.logarithmOfDeterminant(node.letter())
                .isPresent());
    }

    private static boolean hasPower(List<Node> nodes) {
        return nodes.stream().anyMatch(node -> !node.exponent().isOne());
    }

    /** The matrix inverse: of a diagonal matrix entry by entry, of a word of square letters letter by letter. */
    static Form inverse(Form form) {
        if (form.shape().isScalar()) {
            return power(form, Rational.MINUS_ONE);
        }
        if (form.isZero()) {
            throw new PreconditionException("the zero matrix has no inverse");
        }
        Optional<Form> diagonal = diagonalInverse(form);
        if (diagonal.isPresent()) {
            return diagonal.get();
        }
        Rational leading = leading(form);
        Form reduced = form.times(leading.inverse());
        Form scalars = scalarsOf(reduced);
        Form matrix =
                scalars.isZero() ? reduced : power(scalars, Rational.MINUS_ONE).times(reduced);
        Form inverse = wordInverse(matrix).orElseGet(() -> letterInverse(matrix));
        Form unscaled =
                scalars.isZero() ? inverse : power(scalars, Rational.MINUS_ONE).times(inverse);
        return unscaled.times(leading.inverse());
    }

    /** The inverse of a matrix and of its transpose are one letter. */
    private static Form letterInverse(Form form) {
        Form transpose = form.transpose();
        Rational number = leading(transpose);
        Form turned = transpose.times(number.inverse());
        return turned.key().compareTo(form.key()) < 0
                ? Form.of(Letter.inverse(turned)).transpose().times(number.inverse())
                : Form.of(Letter.inverse(form));
    }

    private static Optional<Form> diagonalInverse(Form form) {
        if (form.termCount() != 1) {
            return Optional.empty();
        }
        Map.Entry<Graph, Rational> term = form.terms().entrySet().iterator().next();
        Graph graph = term.getKey();
        if (!hasRepeatedEnd(graph) || !graph.hasOnlyOpenIndices()) {
            return Optional.empty();
        }
        Wiring wiring = new Wiring();
        int[] opens = wiring.add(graph, graph.powered(Rational.MINUS_ONE));
        return Optional.of(wiring.finish(term.getValue().inverse(), opens, form.shape()));
    }

    /** The scalar letters in front of a single term; zero if there are none or several terms. */
    private static Form scalarsOf(Form form) {
        if (form.termCount() != 1) {
            return Form.zero(Shape.SCALAR);
        }
        Graph graph = form.terms().keySet().iterator().next();
        Wiring wiring = new Wiring();
        boolean isAny = false;
        for (Node node : graph.nodes()) {
            if (node.legs().length == 0) {
                wiring.add(node.letter(), node.exponent(), new int[0]);
                isAny = true;
            }
        }
        return isAny ? wiring.finish(Rational.ONE, new int[0], Shape.SCALAR) : Form.zero(Shape.SCALAR);
    }

    private static Optional<Form> wordInverse(Form form) {
        Optional<List<Word.Place>> word = Word.of(form);
        if (word.isEmpty()
                || word.get().stream().anyMatch(p -> !p.letter().shape().isSquare())) {
            return Optional.empty();
        }
        Form result = Form.identity(form.shape().rows());
        for (Word.Place place : word.get()) {
            Form inverse = place.letter().content() instanceof Letter.Content.OfInverse inner
                    ? inner.argument()
                    : Form.of(Letter.inverse(Form.of(place.letter())));
            result = (place.transposed() ? inverse.transpose() : inverse).times(result);
        }
        return Optional.of(result);
    }
}
