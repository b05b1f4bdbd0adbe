package dev.nadir.evidence.format;

import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.Release;
import dev.nadir.numeric.privacy.calibrate.ZCdpCurve;
import dev.nadir.numeric.privacy.lowrank.LowRank;
import dev.nadir.numeric.privacy.lowrank.ReleasedMatrix;
import java.util.Optional;

/** The object that {@code nadir release} writes: what is guaranteed, how it was made, and the numbers. */
public final class ReleaseJson {

    private ReleaseJson() {}

    /**
     * The object.
     *
     * @param delta for which the guarantee is also given as an epsilon
     */
    public static String write(Release release, double delta, Optional<LowRank> lowRank) {
        PrivacyParameters parameters = release.parameters();
        return JsonText.object(json -> {
            json.field("private", release.isPrivate()).field("guarantee", release.guarantee());
            json.field("rho", release.cost().toString());
            json.field("epsilon", ZCdpCurve.epsilon(release.cost().round(), delta))
                    .field("delta", delta);
            json.field("neighbours", parameters.adjacency().word())
                    .field("bound", parameters.bound().toString())
                    .field("fractionBits", parameters.fractionBits())
                    .field("noise", parameters.shape().word());
            double step = parameters.gramStep().round();
            json.field(
                    "deviationOffDiagonal", Math.sqrt(parameters.noiseVariance().round()) * step);
            json.field(
                    "deviationOnDiagonal",
                    Math.sqrt(parameters.diagonalNoiseVariance().round()) * step);
            json.matrix("gram", ReleasedMatrix.of(release));
            lowRank.ifPresentOrElse(
                    part -> json.object("lowRank", () -> json.numbers("values", part.values())
                            .matrix("vectors", part.vectors())),
                    () -> json.nothing("lowRank"));
        });
    }
}
