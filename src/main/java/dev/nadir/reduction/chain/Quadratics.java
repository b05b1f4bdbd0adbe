package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gathers the terms that are quadratic in the product, with the hidden interfaces that noise ties. */
final class Quadratics {

    private static final String STEP = "one product";

    private final List<Factor> factors;
    private final Map<Set<Integer>, List<Entry>> entries = new LinkedHashMap<>();

    Quadratics(List<Factor> factors) {
        this.factors = factors;
    }

    private record Entry(Form left, Form right, Form scalar) {}

    /** What came out. */
    record Result(Expr left, Expr right, Map<Set<Integer>, Expr> noise) {}

    void add(Monomial term) {
        List<List<Ends.Legs>> copies = new ArrayList<>();
        for (Factor factor : factors) {
            List<Ends.Legs> both = Ends.copies(term, factor);
            if (both.size() != 2) {
                throw new Refusal(STEP, "the product does not stand squared in " + ChainReader.print(term));
            }
            copies.add(both);
        }
        Set<Integer> tied = new TreeSet<>();
        for (int i = 0; i + 1 < factors.size(); i++) {
            if (isTied(term, copies.get(i), copies.get(i + 1))) {
                tied.add(factors.size() - 1 - i);
            }
        }
        List<Monomial.Site> rest = term.sites().stream()
                .filter(site -> factors.stream().noneMatch(f -> f.symbol().equals(site.letter())))
                .toList();
        List<Ends.Legs> first = copies.get(0);
        List<Ends.Legs> last = copies.get(factors.size() - 1);
        Shape shape =
                new Shape(factors.get(0).rows(), factors.get(factors.size() - 1).columns());
        Ends ends = new Ends(
                term,
                rest,
                new int[] {first.get(0).out(), first.get(1).out()},
                new int[] {last.get(0).in(), last.get(1).in()},
                shape);
        entries.computeIfAbsent(tied, key -> new ArrayList<>())
                .add(new Entry(ends.left(), ends.right(), ends.scalar()));
    }

    /** Whether the two copies share the hidden index between two factors; they must share it or meet on two. */
    private static boolean isTied(Monomial term, List<Ends.Legs> outer, List<Ends.Legs> inner) {
        int a = outer.get(0).in();
        int b = outer.get(1).in();
        int c = inner.get(0).out();
        int d = inner.get(1).out();
        if (a < 0) {
            return false;
        }
        boolean isTied = a == b;
        boolean isMet = (a == c && b == d) || (a == d && b == c);
        int expected = isTied ? 4 : 2;
        if (!isMet || Ends.degree(term, a) != expected || Ends.degree(term, b) != expected) {
            throw new Refusal(STEP, "something stands between the factors in " + ChainReader.print(term));
        }
        return isTied;
    }

    Result result() {
        List<Entry> plain = entries.remove(Set.<Integer>of());
        if (plain == null) {
            throw new Refusal(STEP, "the loss is not quadratic in the product");
        }
        Form left;
        Form right;
        if (plain.stream().allMatch(entry -> entry.left().equals(plain.get(0).left()))) {
            left = plain.get(0).left();
            right = sum(plain, Entry::right);
        } else if (plain.stream()
                .allMatch(entry -> entry.right().equals(plain.get(0).right()))) {
            right = plain.get(0).right();
            left = sum(plain, Entry::left);
        } else {
            throw new Refusal(STEP, "the quadratic is no product of one metric of the outputs and one of the inputs");
        }
        Map<Set<Integer>, Expr> noise = new LinkedHashMap<>();
        entries.forEach((tied, tiedEntries) -> noise.put(tied, ratio(tiedEntries, plain)));
        return new Result(symmetric(left), symmetric(right), noise);
    }

    private static Form sum(List<Entry> entries, java.util.function.Function<Entry, Form> piece) {
        Form total = null;
        for (Entry entry : entries) {
            Form share = entry.scalar().times(piece.apply(entry));
            total = total == null ? share : total.plus(share);
        }
        return java.util.Objects.requireNonNull(total);
    }

    private static Expr symmetric(Form form) {
        if (!form.shape().isScalar() && !form.isSymmetric()) {
            throw new Refusal(STEP, "a metric of the quadratic is not symmetric");
        }
        return Readback.expression(form);
    }

    /** The factor between the tied quadratic and the plain one. */
    private static Expr ratio(List<Entry> tied, List<Entry> plain) {
        Map<String, Form> known = new HashMap<>();
        plain.forEach(entry -> known.merge(key(entry), entry.scalar(), Form::plus));
        Map<String, Form> ours = new LinkedHashMap<>();
        tied.forEach(entry -> ours.merge(key(entry), entry.scalar(), Form::plus));
        Set<Form> ratios = new LinkedHashSet<>();
        ours.forEach((key, scalar) -> {
            Form base = Optional.ofNullable(known.get(key))
                    .orElseThrow(() -> new Refusal(STEP, "noise weighs the data otherwise than the loss does"));
            Expr inverse = Exprs.power(Readback.expression(base), Rational.MINUS_ONE);
            ratios.add(Form.of(Exprs.times(Readback.expression(scalar), inverse)));
        });
        if (ratios.size() != 1 || ours.size() != known.size()) {
            throw new Refusal(STEP, "noise weighs the data otherwise than the loss does");
        }
        return Readback.expression(ratios.iterator().next());
    }

    private static String key(Entry entry) {
        return entry.left().key() + " | " + entry.right().key();
    }
}
