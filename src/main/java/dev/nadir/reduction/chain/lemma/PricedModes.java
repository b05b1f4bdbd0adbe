package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.Amount;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every factor is priced, and the data are isotropic in the metric of the prices: the balance of the factors leaves a
 * Schatten quasi-norm of the product, von Neumann's inequality aligns it with the singular vectors of the cross moment,
 * and each singular value is a scalar problem of its own.
 */
final class PricedModes {

    private final Setting setting;
    private final Draft draft;
    private final int count;
    private final Amount mean;
    private final Amount curvature;
    private final String g;
    private final String a;
    private final Expr scale;
    private final Modes modes;
    private final ScalarAnswer.Solved answer;

    PricedModes(Setting setting, Expr scale) {
        this.setting = setting;
        this.scale = scale;
        this.draft = setting.draft();
        this.count = setting.count();
        if (!setting.chain().noise().isEmpty() && !setting.hasOneOutput()) {
            throw new Refusal("Cauchy-Schwarz for multiplicative noise", "several outputs, where it is only a bound");
        }
        Bounds.write(setting, "a Schatten quasi-norm of the product");
        this.mean = setting.mean();
        this.g = draft.let("g", Draft.text(mean.rest()));
        this.curvature = Amount.of(
                Proportion.simple(setting.chain().noise().isEmpty() ? scale : Exprs.times(setting.kappa(), scale)));
        boolean isNoisy = !setting.chain().noise().isEmpty();
        this.a = draft.let(
                "a", isNoisy ? Draft.text(setting.kappa()) + "*" + Draft.text(scale) : Draft.text(curvature.rest()));
        this.modes = Modes.of(setting);
        this.answer = solveMode();
    }

    /** {@code a*t^(2N) - 2*s*t^N + N*g*t^2}, where the singular value of the product is {@code t^N}. */
    private ScalarAnswer.Solved solveMode() {
        LaurentPolynomial loss = term("a", 2 * count, curvature())
                .plus(term("s", count, modes.amount().factor().times(Rational.of(-2))))
                .plus(term("g", 2, mean.factor().times(Rational.of(count))));
        Map<String, Sign> parameters = Map.of("a", Sign.POSITIVE, "s", Sign.POSITIVE, "g", Sign.POSITIVE);
        ScalarAnswer solved = setting.solver().solve(ScalarProblem.of("t", Sign.NON_NEGATIVE, parameters, loss));
        if (solved instanceof ScalarAnswer.Refused refused) {
            throw new Refusal(refused.step(), refused.reason());
        }
        return (ScalarAnswer.Solved) solved;
    }

    private static LaurentPolynomial term(String name, int power, Rational coefficient) {
        return LaurentPolynomial.of(name)
                .times(LaurentPolynomial.power("t", power))
                .times(coefficient);
    }

    /** The fraction in front of the let for the curvature. */
    private Rational curvature() {
        return setting.chain().noise().isEmpty() ? curvature.factor() : Rational.ONE;
    }

    private String a() {
        return new Amount(curvature(), curvature.rest()).with(a);
    }

    private String g() {
        return mean.with(g);
    }

    /** A formula of the scalar problem for one singular value. */
    private Formula at(Formula formula, String s) {
        return at(formula, s, a);
    }

    private Formula at(Formula formula, String s, String kept) {
        return new Substitution(
                        Map.of("a", FormulaText.parse(kept), "g", FormulaText.parse(g), "s", FormulaText.parse(s)))
                .of(formula);
    }

    private String text(Formula formula, String s) {
        return "(" + FormulaPrinter.print(at(formula, s)) + ")";
    }

    void solve() {
        if (modes.isSingle()) {
            single();
            if (!setting.hasOneOutput()) {
                new PricedFamilies(setting, modes, a(), g()).write();
            }
        } else {
            several();
        }
        for (ScalarAnswer.Threshold threshold : answer.thresholds()) {
            draft.threshold(
                    threshold.change(),
                    threshold.name(),
                    threshold.condition().stream()
                            .map(condition -> at(condition, modes.rest("1")))
                            .toList());
        }
    }

    /** One mode: every branch of the scalar problem is a family of stationary points. */
    private void single() {
        String constant = constant();
        String s = modes.value("1");
        draft.step(
                "scalar-stage",
                "What is left is a problem of one number; its stationary points are found exactly.",
                constant
                        + (count == 2
                                ? " - max(" + s + " - " + g() + ", 0)^2/" + a()
                                : " + min(0, " + height(draft.let("t", largest(s)), s, "") + ")"),
                false,
                "at the least of the branches whose conditions hold");
        for (ScalarAnswer.Branch branch : answer.branches()) {
            Draft.Entry entry = draft.entry(lifted(branch.kind())).upTo(family());
            if (setting.hasOneOutput() && !isZero(branch)) {
                String fold = branch.kind() == Kind.NON_STRICT_SADDLE ? " + 1" : "";
                entry.curvature(branch.kind() == Kind.MAXIMUM ? "1" : "0", IdleUnits.nullity(setting) + fold);
            }
            branch.condition().forEach(condition -> entry.when(at(condition, modes.rest("1"))));
            String t = text(point(branch), modes.rest("1"));
            for (int place = 0; place < count; place++) {
                if (isZero(branch)) {
                    setting.putZero(entry, place);
                } else {
                    String size = setting.share(place, g()) + "*" + t;
                    setting.put(entry, place, size, modes.outer(place, "1"), modes.inner(place, "1"));
                }
            }
            entry.value(constant + " + " + text(branch.value(), modes.rest("1")));
        }
        IdleUnits.of(setting).ifPresent(this::partly);
        IdleUnits.account(setting, "");
    }

    /** The branches of the networks that some units leave; a valley is there where its barrier is. */
    private void partly(IdleUnits units) {
        List<ScalarAnswer.Branch> away =
                answer.branches().stream().filter(branch -> !isZero(branch)).toList();
        Optional<ScalarAnswer.Branch> barrier =
                away.stream().filter(branch -> branch.kind() == Kind.MAXIMUM).findFirst();
        for (ScalarAnswer.Branch branch : away) {
            if (branch.kind() == Kind.GLOBAL_MINIMUM) {
                idle(units, branch, barrier.orElse(branch).condition());
            } else if (branch.kind() != Kind.LOCAL_MINIMUM) {
                idle(units, branch, branch.condition());
            }
        }
    }

    private static Formula point(ScalarAnswer.Branch branch) {
        return branch.point().getOrDefault("t", FormulaText.parse("0"));
    }

    private static boolean isZero(ScalarAnswer.Branch branch) {
        return point(branch) instanceof Formula.NumberLiteral number
                && number.value().isZero();
    }

    /** The same branch of the networks that some units leave. */
    private void idle(IdleUnits units, ScalarAnswer.Branch branch, List<Formula> conditions) {
        Draft.Entry entry = draft.entry(Kind.STRICT_SADDLE);
        String kept = entry.let("a_k", units.kappa() + "*" + Draft.text(scale));
        units.over(entry);
        String s = modes.rest("1");
        conditions.forEach(condition -> entry.when(at(condition, s, kept)));
        String t = entry.let("t_k", FormulaPrinter.print(at(point(branch), s, kept)));
        for (int place = 0; place < count; place++) {
            String outer = place == 0 ? "1" : units.column(place - 1);
            String inner = place == count - 1 ? modes.inner(place, "1") : units.column(place) + "'";
            setting.put(entry, place, setting.share(place, g()) + "*" + t, outer, inner);
        }
        String barrier = branch.kind() == Kind.MAXIMUM ? " + 1" : "";
        String fold = branch.kind() == Kind.NON_STRICT_SADDLE ? " + 1" : "";
        entry.curvature(units.idle() + barrier, IdleUnits.nullity(setting) + fold)
                .value(constant() + " + (" + FormulaPrinter.print(at(branch.value(), s, kept)) + ")");
    }

    private String constant() {
        return Draft.text(setting.chain().constant());
    }

    /** The bottom of a valley in the loss; any way down at all makes a saddle, for the loss has no maximum. */
    private static Kind lifted(Kind kind) {
        return kind == Kind.MAXIMUM ? Kind.STRICT_SADDLE : kind;
    }

    private String family() {
        if (!setting.isRankOne()) {
            return "an orthogonal change of basis between factors";
        }
        return setting.chain().noise().isEmpty()
                ? "an orthogonal change of basis between factors"
                : "signs of the hidden units: any sign vectors in the place of the ones";
    }

    /** Of {@code t*(a*t^(2N-2) - s*t^(N-2) + g)}: its largest real root is the mode's candidate, or zero. */
    private String coefficients(String s) {
        StringBuilder text = new StringBuilder("0");
        for (int power = 1; power < 2 * count; power++) {
            String coefficient = power == 1 ? g() : power == count - 1 ? "-" + s : power == 2 * count - 1 ? a() : "0";
            text.append(", ").append(coefficient);
        }
        return text.toString();
    }

    private void several() {
        String constant = constant();
        String s = modes.values();
        Chosen chosen = count == 2 ? shrunk(s) : deep(s);
        String value = constant + chosen.gain();
        draft.step(
                "von-neumann-trace",
                "Von Neumann's inequality aligns the product with the singular vectors of the cross moment, and each "
                        + "singular value is minimised alone.",
                value,
                false,
                "at the singular vectors, each mode at its least value");
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).when(chosen.kept()).upTo(family());
        liftAll(best, chosen.sizes());
        best.value(value);
        origin(draft.entry(Kind.GLOBAL_MINIMUM).when(chosen.lost()), constant);
        Draft.Entry other = draft.entry(count == 2 ? Kind.STRICT_SADDLE : Kind.LOCAL_MINIMUM)
                .when(chosen.kept());
        origin((count == 2 ? other : other.curvature("0", "0")).by("mixed-modes"), constant);
        new PricedFamilies(setting, modes, a(), g()).write();
    }

    /**
     * Each mode at its least value.
     *
     * @param sizes of the factors, by modes
     * @param gain what the modes add to the value
     * @param kept whether the first mode is not at zero, as a comparison
     * @param lost whether it is
     */
    private record Chosen(String sizes, String gain, String kept, String lost) {}

    /** Two factors: singular values shrink by the price. */
    private Chosen shrunk(String s) {
        String first = modes.value("1");
        String sizes = draft.let("t", "sqrt(max(" + s + " - " + g() + ", 0)/" + a() + ")");
        return new Chosen(
                sizes, " - sum(max(" + s + " - " + g() + ", 0).^2)/" + a(), first + " > " + g(), first + " <= " + g());
    }

    /** The largest root of a mode, which may be zero. */
    private String largest(String s) {
        return "root([" + coefficients(s) + "])";
    }

    /**
     * The loss of a mode at a size, less that at zero.
     *
     * @param dot what makes products and powers those of entries, for several modes
     */
    private String height(String t, String s, String dot) {
        return a() + "*" + t + dot + "^" + 2 * count + " - 2*" + s + dot + "*" + t + dot + "^" + count + " + " + count
                + "*" + g() + "*" + t + dot + "^2";
    }

    /** More factors: the largest root, where it lies below zero's value. */
    private Chosen deep(String s) {
        String t = draft.let("t", largest(s));
        String height = draft.let("height", height(t, s, "."));
        return new Chosen(
                "step(-" + height + ").*" + t,
                " + sum(min(0, " + height + "))",
                height + "[1] < 0",
                height + "[1] >= 0");
    }

    private void origin(Draft.Entry entry, String constant) {
        for (int place = 0; place < count; place++) {
            setting.putZero(entry, place);
        }
        entry.value(constant);
    }

    /** Every mode of the rank, its size shared among the factors. */
    private void liftAll(Draft.Entry entry, String sizes) {
        String set = "1.." + setting.rank();
        int last = count - 1;
        for (int place = 0; place <= last; place++) {
            String share = setting.share(place, g());
            String size = share.equals("1") ? sizes : share + "*" + sizes;
            String outer = place == 0 ? modes.columns(set) : modes.hidden(place - 1, set);
            if (place == last) {
                setting.put(entry, place, "1", outer, modes.scaledRows(size, modes.divisor()));
            } else {
                setting.put(entry, place, "1", outer + "*diag(" + size + ")", modes.hidden(place, set) + "'");
            }
        }
    }

    /** The two envelopes that every priced chain goes through: noise, then the balance of its factors. */
    static final class Bounds {

        private Bounds() {}

        static void write(Setting setting, String what) {
            Draft draft = setting.draft();
            boolean isNoisy = !setting.chain().noise().isEmpty();
            String kappa = isNoisy ? Draft.text(setting.kappa()) : "";
            if (isNoisy) {
                draft.with("P", setting.productText()).with("A", Draft.text(setting.right()));
                draft.step(
                        "cauchy-schwarz-noise",
                        "The variance that each noisy layer adds is a sum of squares over its units, at least the square of "
                                + "their sum divided by their number.",
                        setting.quadratic(kappa) + setting.prices(),
                        false,
                        "where the units of each noisy layer contribute equally");
            }
            letters(setting);
            draft.step(
                    "balance",
                    "By the arithmetic and geometric means, and because the Schatten quasi-norm of a product is at most the "
                            + "product of Frobenius norms, the prices are at least " + what + ".",
                    setting.quadratic(kappa) + " + " + penalty(setting),
                    false,
                    "where all factors cost the same and are aligned");
        }

        /** What the letters of the lemma of balance stand for. */
        static void letters(Setting setting) {
            setting.draft()
                    .with("P", setting.productText())
                    .with("N", Integer.toString(setting.count()))
                    .with("g", setting.mean().text());
            if (!setting.isPlain()) {
                setting.draft().with("M", Draft.text(setting.metric()));
            }
        }

        /** {@code N * g * sum(sigma(P)^(2/N))} in the metric of the prices. */
        static String penalty(Setting setting) {
            int n = setting.count();
            String power = n == 2 ? "" : ".^(2/" + n + ")";
            String sum = setting.hasOneOutput() ? price(setting) : "sum(" + setting.singularValues() + power + ")";
            return n + "*" + setting.mean().text() + "*" + sum;
        }

        /** A power of the norm of the one row of the product. */
        private static String price(Setting setting) {
            int n = setting.count();
            if (!setting.isPlain()) {
                String p = setting.productText();
                String gram = p + "*" + Draft.text(setting.metric()) + "*" + p + "'";
                return "(" + gram + ")^(1/" + n + ")";
            }
            String norm = "norm((" + setting.productText() + ")')";
            return n == 2 ? norm : norm + "^(2/" + n + ")";
        }
    }
}
