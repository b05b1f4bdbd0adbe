package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.reduction.chain.Ties;
import java.util.List;
import java.util.Optional;

/**
 * Two priced factors whose inputs have the eigenvectors of the cross moment, as those of an autoencoder have: in that
 * basis every direction is a problem of its own, though the inputs are not isotropic.
 *
 * @param ratio what an eigenvalue of the cross moment is multiplied by in the metric of the inputs
 * @param ridge what is added to it there
 */
record AlignedModes(Setting setting, Expr ratio, Expr ridge) {

    private static final String LEMMA = "aligned-inputs";

    private static final String BASIS = "an orthogonal change of basis between factors";

    /** The setting read so, if it is of that kind: the inputs are a multiple of the cross moment, a ridge apart. */
    static Optional<AlignedModes> of(Setting setting) {
        Expr cross = setting.cross();
        boolean isPlain = setting.count() == 2
                && setting.isPlain()
                && setting.chain().noise().isEmpty();
        if (!isPlain || !isSemidefinite(cross)) {
            return Optional.empty();
        }
        List<Expr> terms = setting.right() instanceof Expr.Sum sum ? sum.terms() : List.of(setting.right());
        Expr ridge = terms.stream()
                .flatMap(term -> Proportion.toIdentity(term).stream())
                .reduce(Exprs.literal(0), Exprs::add);
        Optional<Expr> rest = terms.stream()
                .filter(term -> Proportion.toIdentity(term).isEmpty())
                .reduce(Exprs::add);
        return rest.flatMap(inputs -> Proportion.of(inputs, cross))
                .filter(Proportion::isPositive)
                .filter(ratio -> Exprs.isZero(ridge) || Proportion.isPositive(ridge))
                .map(ratio -> new AlignedModes(setting, ratio, ridge));
    }

    /** Whether a matrix is known to be symmetric without negative eigenvalues. */
    private static boolean isSemidefinite(Expr matrix) {
        Expr body = matrix instanceof Expr.Scaled scaled ? scaled.body() : matrix;
        Expr number = matrix instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
        return Proportion.isPositive(number) && (Proportion.isGram(body) || Proportion.isDefinite(body));
    }

    void solve() {
        PricedModes.Bounds.write(setting, "a Schatten quasi-norm of the product");
        Draft draft = setting.draft();
        String g = draft.let("g", setting.mean().text());
        String cross = Draft.text(setting.cross());
        List<String> names = draft.letAll(List.of("c", "U"), "eig(" + cross + ")");
        String c = names.get(0);
        String r = setting.rank();
        String kept = draft.let("kept", "max(" + c + "[1..(" + r + ")], " + g + ")");
        String constant = Draft.text(setting.chain().constant());
        String value = constant + " - sum((" + kept + " - " + g + ").^2./" + metric(kept) + ")";
        draft.with("C", cross).with("A", Draft.text(setting.right()));
        draft.step(
                LEMMA,
                "The inputs have the eigenvectors of the cross moment: each direction is minimised alone, and the largest "
                        + "eigenvalues gain most.",
                value,
                false,
                "at the eigenvectors, each mode at its least value");
        String first = c + "[1]";
        Columns columns = new Columns(names.get(1), g);
        Draft.Entry best =
                draft.entry(Kind.GLOBAL_MINIMUM).when(first + " > " + g).upTo(BASIS);
        columns.put(best, "1.." + r, r, "(" + kept + " - " + g + ")./" + metric(kept));
        best.value(value);
        origin(draft.entry(Kind.GLOBAL_MINIMUM).when(first + " <= " + g), constant);
        origin(draft.entry(Kind.STRICT_SADDLE).when(first + " > " + g).by("aligned-saddles"), constant);
        families(c, columns, constant);
        draft.threshold(ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM, List.of(FormulaText.parse(g + " < " + first)));
    }

    /** Any set of the modes that pay for themselves, as many as the rank allows. */
    private void families(String c, Columns columns, String constant) {
        Draft draft = setting.draft();
        String g = columns.g();
        String live = draft.let("q", "sum(step(" + c + " - " + g + "))");
        String width = setting.width(1).toString();
        Ties ties = new Ties(c, live, Optional.of(new Ties.Threshold(c, g)));
        ties.families(draft, setting.rank(), BASIS, (entry, j, values) -> {
            String k = "card(" + j + ")";
            String own = c + "[" + j + "]";
            String idle = "(" + width + " - " + k + ")";
            String index = Ties.exchanges(j) + " + " + idle + "*(" + values.count() + " - " + k + ")";
            String still = values.still().equals("0") ? k : "(" + k + " + " + values.still() + ")";
            entry.by("aligned-saddles")
                    .when(index + " > 0")
                    .curvature(index, k + "*(" + k + " - 1)/2 + " + idle + "*" + still + values.more());
            columns.put(entry, j, k, "(" + own + " - " + g + ")./" + metric(own));
            entry.value(constant + " - sum((" + own + " - " + g + ").^2./" + metric(own) + ")");
        });
        draft.listsAllWhere(ties.none(), "", "", true);
    }

    /** The eigenvalues of the metric of the inputs, from those of the cross moment. */
    private String metric(String c) {
        StringBuilder text = new StringBuilder(Exprs.isOne(ratio) ? c : Draft.text(ratio) + "*" + c);
        if (Exprs.isZero(ridge)) {
            return Exprs.isOne(ratio) ? c : "(" + text + ")";
        }
        List<Expr> terms = ridge instanceof Expr.Sum sum ? sum.terms() : List.of(ridge);
        terms.forEach(term -> text.append(" + ").append(Draft.text(term)));
        return "(" + text + ")";
    }

    private void origin(Draft.Entry entry, String constant) {
        setting.putZero(entry, 0);
        setting.putZero(entry, 1);
        entry.value(constant);
    }

    /** Eigenvectors, each with a unit of the hidden layer, the size of a mode shared between both factors. */
    private final class Columns {

        private final String vectors;
        private final String g;

        Columns(String vectors, String g) {
            this.vectors = vectors;
            this.g = g;
        }

        String g() {
            return g;
        }

        void put(Draft.Entry entry, String set, String many, String sizes) {
            String columns = vectors + "[:, " + set + "]";
            String units = "eye(" + setting.width(1) + ")[:, 1..(" + many + ")]";
            setting.putModes(entry, 0, columns, size(0, sizes), units);
            setting.putModes(entry, 1, units, size(1, sizes), columns);
        }

        private String size(int place, String sizes) {
            String share = setting.share(place, g);
            return (share.equals("1") ? "" : share + "*") + "sqrt(" + sizes + ")";
        }
    }
}
