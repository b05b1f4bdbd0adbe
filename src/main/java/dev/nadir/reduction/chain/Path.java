package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Shape;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.List;

/** A term that is linear in the product: {@code -2*tr(B'*P)}. */
final class Path {

    private final Monomial term;
    private final List<Factor> factors;

    Path(Monomial term, List<Factor> factors) {
        this.term = term;
        this.factors = factors;
    }

    /** The share of this term in {@code B}. */
    Form cross() {
        List<Monomial.Site> rest = new ArrayList<>(term.sites());
        List<Integer> ends = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < factors.size(); i++) {
            Factor factor = factors.get(i);
            Monomial.Site site = rest.stream()
                    .filter(each -> each.letter().equals(factor.symbol()))
                    .findFirst()
                    .orElseThrow();
            rest.remove(site);
            Legs legs = Legs.of(site, factor);
            if (i == 0 && legs.hasOut()) {
                ends.add(legs.out());
            } else if (i > 0 && (legs.out() != before || isUsed(rest, before))) {
                throw new Refusal("one product", "the parameters stand otherwise in " + ChainReader.print(term));
            }
            before = legs.in();
            if (i == factors.size() - 1 && legs.hasIn()) {
                ends.add(legs.in());
            }
        }
        Shape shape =
                new Shape(factors.get(0).rows(), factors.get(factors.size() - 1).columns());
        Form half = Form.of(dev.nadir.expr.Exprs.literal(term.coefficient().times(Rational.of(-1, 2))));
        return half.times(term.part(rest, ends, shape));
    }

    /** Whether data stand on the index, beside the next factor. */
    private boolean isUsed(List<Monomial.Site> rest, int index) {
        return rest.stream()
                .filter(site -> factors.stream().noneMatch(f -> f.symbol().equals(site.letter())))
                .anyMatch(site -> site.legs().contains(index));
    }
}
