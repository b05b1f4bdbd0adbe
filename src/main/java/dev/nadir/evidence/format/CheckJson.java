package dev.nadir.evidence.format;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ModelException;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Model;
import java.util.List;

/** The object that {@code check} and {@code list} print: the models that were read, and what is wrong in the others. */
public final class CheckJson {

    private CheckJson() {}

    /** The object, for the models in their order. */
    public static String write(List<Model> models, List<ModelException> problems) {
        return JsonText.object(json -> {
            json.array("models", models, model -> json.object(() -> model(json, model)));
            List<Diagnostic> diagnostics =
                    problems.stream().flatMap(e -> e.diagnostics().stream()).toList();
            json.array("problems", diagnostics, each -> json.object(() -> problem(json, each)));
        });
    }

    private static void model(JsonText json, Model model) {
        json.field("model", model.name()).field("description", model.description());
        json.field("file", model.file().displayName())
                .field("hash", model.file().sha256());
        json.array("sizes", names(model.sizes()), json::element);
        json.array("data", names(model.data()), json::element);
        json.array("parameters", names(model.parameters()), json::element);
        json.array("claims", model.claims().stream().map(Claim::name).toList(), json::element);
        List<String> instances =
                model.instances().stream().map(Model.InstanceDeclaration::name).toList();
        json.array("instances", instances, json::element);
    }

    private static List<String> names(List<Declaration> declarations) {
        return declarations.stream().map(Declaration::name).toList();
    }

    private static void problem(JsonText json, Diagnostic each) {
        json.field("code", each.code().id()).field("rule", each.code().rule());
        json.field("file", each.span().file());
        json.field("line", each.span().line()).field("column", each.span().column());
        json.field("endLine", each.span().endLine())
                .field("endColumn", each.span().endColumn());
        json.field("value", each.value()).field("cause", each.cause()).field("fix", each.fix());
    }
}
