package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.Spelling;
import dev.nadir.model.Model;
import java.util.List;

/** Refuses names that do not exist, and says which one was probably meant. */
final class Names {

    private Names() {}

    /** Nothing if the name is one of the known ones; otherwise the error with the code. */
    static void require(ErrorCode code, String option, String name, List<String> known, String owner) {
        if (known.contains(name)) {
            return;
        }
        String list = known.isEmpty() ? owner + " has none." : owner + " has " + String.join(", ", known) + ".";
        throw new CommandError(
                code, option + " " + name, list, Spelling.didYouMean(name, known, "Use one of these names."));
    }

    /** The instance of that name. */
    static Model.InstanceDeclaration instance(Model model, String name) {
        List<String> known =
                model.instances().stream().map(Model.InstanceDeclaration::name).toList();
        require(ErrorCode.COMMAND_INSTANCE, "--instance", name, known, model.name());
        return model.instances().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
