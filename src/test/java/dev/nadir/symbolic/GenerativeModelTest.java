package dev.nadir.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.graph.Form;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerativeModelTest {

    private static final String GENERATIVE =
            """
            model elbo

            sizes
              d >= 2
              k < d

            data
              S : spd[d]

            random
              x   : vector[d] ~ gaussian(covariance = S)
              eps : vector[k] ~ gaussian(covariance = eye(k))

            parameters
              W     : matrix[d, k]
              V     : matrix[k, d]
              delta : vector[k] > 0
              s2    : scalar > 0

            let
              z       = V*x + sqrt(delta) .* eps
              encoder = -1/2*(normF((z - V*x) ./ sqrt(delta))^2 + sum(log(2*pi*delta)))
              prior   = -1/2*(normF(z)^2 + k*log(2*pi))
              decoder = -1/2*(normF(x - W*z)^2/s2 + d*log(2*pi*s2))

            minimize
              loss = E[encoder - prior - decoder]
            """;

    private static Landscape landscape(Model model) {
        return Elaboration.elaborate(model, Map.of());
    }

    private static Form mean(String text) {
        return Form.of(
                landscape(ModelReader.parse(text, "test.model", Path.of("."))).expectedLoss());
    }

    @Test
    void the_mean_of_the_log_densities_is_the_loss_that_the_linear_vae_states() {
        Model stated = ModelReader.read(Path.of("models/linear-vae"), "models/linear-vae");

        assertThat(mean(GENERATIVE)).isEqualTo(Form.of(landscape(stated).expectedLoss()));
    }

    @Test
    void a_density_without_its_normaliser_is_another_loss() {
        Model stated = ModelReader.read(Path.of("models/linear-vae"), "models/linear-vae");
        Form form = Form.of(landscape(stated).expectedLoss());

        assertThat(mean(GENERATIVE.replace(" + k*log(2*pi)", ""))).isNotEqualTo(form);
        assertThat(mean(GENERATIVE.replace("/s2 + d", " + d"))).isNotEqualTo(form);
    }
}
