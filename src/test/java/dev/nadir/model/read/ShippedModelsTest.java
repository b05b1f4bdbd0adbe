package dev.nadir.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Claim;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedModelsTest {

    @Test
    void deep_linear_network_is_read_as_it_is_written() {
        Model model = ModelReader.read(Path.of("models/deep-linear-network"), "models/deep-linear-network");

        assertThat(model.name()).isEqualTo("deep-linear-network");
        assertThat(model.file().displayName()).isEqualTo("models/deep-linear-network/deep-linear-network.model");
        assertThat(FormulaPrinter.print(model.objective().value())).isEqualTo("1/2 * normF(P*X - Y)^2");
        assertThat(model.sizes()).extracting(size -> size.name()).containsExactly("L", "n", "d");
        assertThat(model.symmetries()).hasSize(1);
        assertThat(model.claims())
                .extracting(claim -> claim.statement().getClass().getSimpleName())
                .containsExactly(
                        "GlobalMinimum",
                        "NoSpuriousMinima",
                        "CriticalValues",
                        "CriticalValues",
                        "CriticalPoint",
                        "CriticalPoint",
                        "CriticalPoint",
                        "Conserved",
                        "CriticalPoint",
                        "CriticalPoint");
        assertThat(model.instances()).extracting(instance -> instance.name()).containsExactly("small", "linnerud");
    }

    @Test
    void linear_vae_is_read_as_it_is_written() {
        Model model = ModelReader.read(Path.of("models/linear-vae"), "models/linear-vae");

        Claim collapse = model.claims().get(2);
        assertThat(collapse.fixed()).extracting(Claim.Fixed::name).containsExactly("s2");
        assertThat(collapse.fixed().get(0).values()).hasSize(4);
        assertThat(model.claims().get(4).upTo()).contains("latent-relabelling");
        assertThat(model.claims().get(0).statement())
                .isInstanceOfSatisfying(Claim.Statement.GlobalMinimum.class, statement -> assertThat(statement.at())
                        .hasSize(4));
    }
}
