package dev.nadir.numeric.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Running a plan allocates nothing, whatever it holds; counted in bytes, not in time. */
class PlanAllocationTest {

    /** What the counter itself, and the compiler behind it, may take: less than one small array for each run. */
    private static final long MOST_BYTES_PER_RUN = 24;

    private static final int RUNS = 400;

    private static final String MODEL =
            """
            model allocation "For tests"

            sizes
              d >= 1
              n >= 1

            data
              X : matrix[d, n]
              Y : matrix[d, n]
              S : spd[d]

            parameters
              A : matrix[d, d]
              B : matrix[d, d]
              s : scalar > 0

            minimize
              loss = %s
            """;

    private static CompiledObjective compile(String loss, int samples) {
        Model model = ModelReader.parse(MODEL.formatted(loss), "allocation.model", Path.of("."));
        RandomGenerator generator = new Seed(5).generator();
        var half = RandomMatrices.gaussian(4, 4, generator);
        Instance instance = new Instance(
                "drawn",
                "",
                Map.of("d", 4, "n", samples),
                Map.of(
                        "X", RandomMatrices.gaussian(4, samples, generator),
                        "Y", RandomMatrices.gaussian(4, samples, generator),
                        "S", half.times(half.transpose())),
                Map.of());
        return CompiledObjective.of(Deriver.derive(Elaboration.elaborate(model, Map.of())), instance);
    }

    private static long allocated(Runnable run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / RUNS;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/2*normF(A*B*X - Y)^2 + s*normF(A)^2 - log(s)",
                "normF(A*tanh(B*X) - Y)^2/s",
                "sum(log(ones(d, n) + exp(-Y.*(A*B*X)))) + s^2*normF(B)^2",
                "logdet(S + A*A' + s*eye(d)) + tr(inv(S + B*B' + s*eye(d))*S)",
                "normF((A.*B)*X - Y)^2 + sum(diagonal(A*S*B).^2)/s",
                "normF(kron(A, B) - kron(S, S))^2 + normF(A[:, 1] - B[:, 1])^2*s"
            })
    void loss_gradient_and_hessian_of_one_plan_allocate_nothing(String loss) {
        CompiledObjective objective = compile(loss, 7);
        int n = objective.dimension();
        double[] x = RandomMatrices.gaussian(n, 1, new Seed(6).generator()).toArray();
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        double[] direction = x.clone();
        double[] product = new double[n];

        long bytes = allocated(() -> {
            x[0] += 1e-9;
            objective.valueAndGradient(x, gradient);
            objective.hessianTimes(x, direction, product);
            objective.hessian(x, hessian);
            objective.value(x);
        });

        assertThat(bytes).isLessThan(MOST_BYTES_PER_RUN);
    }

    @Test
    void the_measure_sees_an_array_of_three_numbers() {
        double[][] kept = new double[1][];

        long bytes = allocated(() -> kept[0] = new double[3]);

        assertThat(kept[0]).hasSize(3);
        assertThat(bytes).isGreaterThanOrEqualTo(MOST_BYTES_PER_RUN);
    }

    @Test
    void loss_and_gradient_of_a_million_samples_run_the_program_of_a_thousand() {
        CompiledObjective few = compile("1/2*normF(A*B*X - Y)^2/n", 1_000);
        CompiledObjective many = compile("1/2*normF(A*B*X - Y)^2/n", 1_000_000);

        assertThat(many.plan().stepCount()).isEqualTo(few.plan().stepCount());
        assertThat(many.plan().flops()).isEqualTo(few.plan().flops());
    }
}
