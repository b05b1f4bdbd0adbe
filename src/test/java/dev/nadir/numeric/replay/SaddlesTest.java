package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Critical points that a derivation lists, against the eigenvalues of the Hessian there. */
class SaddlesTest {

    /** Of the largest eigenvalue; the instances keep what is not zero far above. */
    private static final double ZERO = 1e-9;

    private record Signs(int negative, int zero) {}

    /** A model on an instance. */
    private record Setting(Derivation derivation, Instance instance, CompiledObjective objective) {

        static Setting of(Model model, Model.InstanceDeclaration declaration, long seed) {
            Instance instance = InstanceBuilder.build(model, declaration, new Seed(seed));
            Map<String, Integer> structure = new LinkedHashMap<>();
            Elaboration.structuralSizes(model)
                    .forEach(size -> structure.put(size, instance.sizes().get(size)));
            Derivation derivation = Deriver.derive(Elaboration.elaborate(model, structure));
            return new Setting(derivation, instance, CompiledObjective.of(derivation, instance));
        }

        Replay replay() {
            return new Replay(derivation.landscape().model(), instance, objective, objective.layout());
        }

        Reduction reduction() {
            return ClosedForms.derive(derivation.landscape(), new CellSolver(new RingsAlgebra()));
        }
    }

    private static Model model(String name) {
        Path file = Path.of("src/test/resources/dev/nadir/closedform", name + ".model");
        return ModelReader.read(file, file.toString());
    }

    private static Signs signs(Objective objective, double[] x) {
        double[] entries = new double[x.length * x.length];
        objective.hessian(x, entries);
        double[] values = SymmetricEigen.of(
                        Matrix.of(x.length, x.length, entries).symmetrised())
                .values();
        double largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
        int negative = 0;
        int zero = 0;
        for (double value : values) {
            negative += value < -ZERO * largest ? 1 : 0;
            zero += Math.abs(value) <= ZERO * largest ? 1 : 0;
        }
        return new Signs(negative, zero);
    }

    private static List<String> failures(String where, Setting setting) {
        List<String> failures = new ArrayList<>();
        Replay replay = setting.replay();
        ParameterLayout layout = setting.objective().layout();
        for (ClosedForm form : setting.reduction().closedForms()) {
            for (Replay.Member member : replay.each(form)) {
                Replay.Numbers numbers = member.numbers();
                String what = where + " " + form.kind() + " " + member.choice() + ": ";
                if (numbers.point().isEmpty()) {
                    failures.add(what + "no point");
                    continue;
                }
                double tolerance = 1e-11 * (1 + Math.abs(numbers.value()));
                if (!(Math.abs(numbers.loss() - numbers.value()) <= tolerance) || !(numbers.slope() <= 1e-10)) {
                    failures.add(what + numbers);
                }
                if (form.curvature().isEmpty()) {
                    continue;
                }
                Signs found =
                        signs(setting.objective(), layout.pack(numbers.point().get()));
                if (found.negative() != numbers.index().orElseThrow()
                        || found.zero() != numbers.nullity().orElseThrow()) {
                    failures.add(what + "states " + numbers.index() + ", " + numbers.nullity() + ", is " + found);
                }
                if ((form.kind() == Kind.STRICT_SADDLE) != (found.negative() > 0)) {
                    failures.add(what + "has " + found.negative() + " negative eigenvalues");
                }
            }
        }
        return failures;
    }

    private static List<String> failures(String name, int seeds) {
        Model model = model(name);
        List<String> failures = new ArrayList<>();
        for (Model.InstanceDeclaration declaration : model.instances()) {
            for (int seed = 1; seed <= seeds; seed++) {
                String where = declaration.name() + " seed " + seed;
                failures.addAll(failures(where, Setting.of(model, declaration, seed)));
            }
        }
        return failures;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "free-saddles",
                "free",
                "whitened",
                "squares",
                "squares-design",
                "autoencoder-priced",
                "denoiser",
                "contrastive",
                "features-bias",
                "features-deep",
                "decorrelation",
                "assumed-white",
                "assumed-centred",
                "weighted-outputs",
                "weighted-outputs-priced",
                "log-variance",
                "hidden-bias",
                "stacked-heads",
                "stacked-heads-priced",
                "stacked-inputs",
                "stacked-branches",
                "stacked-hidden-bias",
                "stacked-weighted",
                "shared-variance",
                "shared-deviation",
                "shared-precision",
                "shared-latent",
                "hidden-bias-two",
                "fixed-between",
                "few-samples",
                "covariance-held",
                "few-rows",
                "few-latent",
                "hidden-bias-priced",
                "covariates",
                "residual",
                "residual-priced",
                "ring",
                "scalar-factor",
                "scalar-factor-pair",
                "outer-product",
                "inner-product",
                "inner-product-priced",
                "outer-product-priced",
                "tied-vector",
                "tied-vector-inputs",
                "tied",
                "tied-target",
                "tied-priced",
                "symmetric",
                "scale-network",
                "scale-tied",
                "number-before-product",
                "entries",
                "entries-three",
                "entries-free",
                "entries-weighted",
                "latent"
            })
    void the_signs_of_the_Hessian_are_those_that_are_stated(String name) {
        assertThat(failures(name, 2)).isEmpty();
    }

    @Tag("slow")
    @Test
    void so_they_are_on_a_hundred_instances() {
        assertThat(failures("free-saddles", 12)).isEmpty();
    }

    @Test
    void every_set_of_directions_is_listed_once_for_each_type() {
        Model model = model("free-saddles");
        Setting setting = Setting.of(model, model.instances().get(0), 1);
        Replay replay = setting.replay();

        long members = setting.reduction().closedForms().stream()
                .mapToLong(form -> replay.each(form).size())
                .sum();

        // At most 2 of 3 directions: 1 + 3 + 3, one of which is the minimum.
        assertThat(members).isEqualTo(7);
    }

    /** A critical point of three layers or more: kept directions, and blocks of ones and zeros behind them. */
    private record Construction(List<Matrix> layers, int kept) {

        /** The two complementary products of a pivot, i above j, counted from 1. */
        boolean isTightened(Matrix cross) {
            int count = layers.size();
            for (int i = 2; i <= count; i++) {
                for (int j = 1; j < i; j++) {
                    Matrix inner = Matrix.identity(layers.get(j - 1).rows());
                    for (int h = j + 1; h < i; h++) {
                        inner = layers.get(h - 1).times(inner);
                    }
                    Matrix outer = cross.transpose();
                    for (int h = 1; h < j; h++) {
                        outer = layers.get(h - 1).times(outer);
                    }
                    for (int h = count; h > i; h--) {
                        outer = outer.times(layers.get(h - 1));
                    }
                    if (inner.rank(1e-9) > kept && outer.rank(1e-9) > kept) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    @Test
    void points_behind_the_leading_directions_are_strict_unless_every_pivot_is_tightened() {
        Model model = model("free-saddles");
        int tightened = 0;
        int loose = 0;
        List<String> failures = new ArrayList<>();
        for (String name : List.of("three-layers", "four-layers")) {
            Model.InstanceDeclaration declaration = model.instances().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            Setting setting = Setting.of(model, declaration, 4);
            Matrix in =
                    java.util.Objects.requireNonNull(setting.instance().data().get("In"));
            Matrix cross = java.util.Objects.requireNonNull(
                            setting.instance().data().get("Out"))
                    .times(in.transpose());
            RandomGenerator random = new Seed(9).child(name).generator();
            for (int trial = 0; trial < 60; trial++) {
                Construction point = construct(setting, in, cross, random);
                double[] x = pack(setting, point);
                double[] gradient = new double[x.length];
                setting.objective().valueAndGradient(x, gradient);
                if (java.util.Arrays.stream(gradient).map(Math::abs).max().orElse(0) > 1e-9) {
                    continue;
                }
                boolean isStrict = signs(setting.objective(), x).negative() > 0;
                boolean isTightened = point.isTightened(cross);
                tightened += isTightened ? 1 : 0;
                loose += isTightened ? 0 : 1;
                if (isStrict == isTightened) {
                    failures.add(name + " trial " + trial + ": strict " + isStrict);
                }
            }
        }

        assertThat(failures).isEmpty();
        assertThat(tightened).isGreaterThan(10);
        assertThat(loose).isGreaterThan(10);
    }

    private static double[] pack(Setting setting, Construction point) {
        Map<String, Matrix> values = new LinkedHashMap<>();
        for (int i = 0; i < point.layers().size(); i++) {
            values.put("Z[" + (i + 1) + "]", point.layers().get(i));
        }
        return setting.objective().layout().pack(values);
    }

    /** Keeps leading directions, fewer than could be kept; behind them each layer has a random block or zeros. */
    private static Construction construct(Setting setting, Matrix in, Matrix cross, RandomGenerator random) {
        Matrix fit = cross.times(in.times(in.transpose()).inverse().orElseThrow());
        SymmetricEigen eigen = SymmetricEigen.of(fit.times(cross.transpose()).symmetrised());
        List<ParameterLayout.Block> blocks = setting.objective().layout().blocks();
        int count = blocks.size();
        int bottleneck = blocks.stream()
                .mapToInt(block -> Math.min(block.rows(), block.columns()))
                .min()
                .orElseThrow();
        int kept = random.nextInt(bottleneck);
        Matrix lead = columns(eigen.vectors(), 0, kept);
        List<Matrix> layers = new ArrayList<>();
        for (int h = 1; h <= count; h++) {
            ParameterLayout.Block block = blocks.get(h - 1);
            boolean isZero = random.nextInt(2) == 0;
            int rows = block.rows() - kept;
            Matrix idle = isZero
                    ? Matrix.zeros(rows, block.columns() - (h == 1 ? 0 : kept))
                    : gaussian(rows, block.columns() - (h == 1 ? 0 : kept), random);
            double[][] entries = new double[block.rows()][block.columns()];
            Matrix rest = columns(eigen.vectors(), kept, eigen.count());
            if (h == count) {
                write(entries, lead, 0, 0);
                write(entries, rest.times(idle), 0, kept);
            } else if (h == 1) {
                write(entries, lead.transpose().times(fit), 0, 0);
                write(entries, idle, kept, 0);
            } else {
                write(entries, Matrix.identity(kept), 0, 0);
                write(entries, idle, kept, kept);
            }
            layers.add(Matrix.of(
                    block.rows(),
                    block.columns(),
                    java.util.Arrays.stream(entries)
                            .flatMapToDouble(java.util.Arrays::stream)
                            .toArray()));
        }
        return new Construction(layers, kept);
    }

    private static Matrix columns(Matrix matrix, int from, int to) {
        return matrix.select(
                java.util.stream.IntStream.range(0, matrix.rows()).toArray(),
                java.util.stream.IntStream.range(from, to).toArray());
    }

    private static Matrix gaussian(int rows, int columns, RandomGenerator random) {
        double[] entries = new double[rows * columns];
        java.util.Arrays.setAll(entries, i -> random.nextGaussian());
        return Matrix.of(rows, columns, entries);
    }

    private static void write(double[][] entries, Matrix block, int row, int column) {
        for (int i = 0; i < block.rows(); i++) {
            for (int j = 0; j < block.columns(); j++) {
                entries[row + i][column + j] = block.get(i, j);
            }
        }
    }
}
