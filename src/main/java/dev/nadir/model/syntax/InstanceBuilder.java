package dev.nadir.model.syntax;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.grammar.NadirParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads instances and the plans that say how to verify on them. */
final class InstanceBuilder {

    private final Places places;
    private final FormulaBuilder formulas;
    private final List<Model.InstanceDeclaration> instances = new ArrayList<>();
    private final List<Model.VerifyPlan> plans = new ArrayList<>();

    InstanceBuilder(Places places, FormulaBuilder formulas) {
        this.places = places;
        this.formulas = formulas;
    }

    List<Model.InstanceDeclaration> instances() {
        return List.copyOf(instances);
    }

    List<Model.VerifyPlan> plans() {
        return List.copyOf(plans);
    }

    void readInstance(NadirParser.InstanceContext context) {
        NadirParser.HeaderContext header = context.header();
        if (DeclarationBuilder.isBroken(header)) {
            return;
        }
        Map<String, Formula> settings = new LinkedHashMap<>();
        for (NadirParser.SettingLineContext line : context.settingLine()) {
            if (DeclarationBuilder.isBroken(line)) {
                continue;
            }
            String name = line.name().getText();
            if (line.OPEN_LIST() != null) {
                name += "[" + FormulaPrinter.print(formulas.formula(line.formula(0))) + "]";
            }
            Formula value = formulas.formula(line.formula(line.formula().size() - 1));
            if (settings.putIfAbsent(name, value) != null) {
                reportTwice(places.span(line.name()), name);
            }
        }
        instances.add(new Model.InstanceDeclaration(
                places.span(header.LABEL().getSymbol()),
                header.LABEL().getText(),
                DeclarationBuilder.text(header.STRING()),
                settings,
                Map.of()));
    }

    void readPlan(NadirParser.VerifyContext context) {
        NadirParser.HeaderContext header = context.header();
        if (DeclarationBuilder.isBroken(header)) {
            return;
        }
        List<Model.MethodCall> methods = new ArrayList<>();
        for (NadirParser.MethodLineContext line : context.methodLine()) {
            if (!DeclarationBuilder.isBroken(line)) {
                methods.add(method(line));
            }
        }
        plans.add(new Model.VerifyPlan(
                places.span(header.LABEL().getSymbol()), header.LABEL().getText(), methods));
    }

    private Model.MethodCall method(NadirParser.MethodLineContext line) {
        Map<String, Formula> options = new LinkedHashMap<>();
        Map<String, Formula> thorough = new LinkedHashMap<>();
        for (NadirParser.OptionContext option : line.option()) {
            String name = option.LABEL().getText();
            if (options.putIfAbsent(name, choice(option.choice(0))) != null) {
                reportTwice(places.span(option.LABEL().getSymbol()), name);
            }
            if (option.THOROUGH() != null) {
                thorough.put(name, choice(option.choice(1)));
            }
        }
        return new Model.MethodCall(
                places.span(line.LABEL().getSymbol()), line.LABEL().getText(), options, thorough);
    }

    private Formula choice(NadirParser.ChoiceContext context) {
        SourceSpan span = places.span(context);
        if (context.NUMBER() != null) {
            String text = context.NUMBER().getText();
            return text.startsWith("-")
                    ? new Formula.Negation(span, formulas.number(span, text.substring(1)))
                    : formulas.number(span, text);
        }
        String word = context.LABEL().getText();
        if (context.OPEN() == null) {
            return new Formula.Name(span, word);
        }
        Map<String, Formula> options = new LinkedHashMap<>();
        for (NadirParser.OptionContext option : context.option()) {
            if (options.putIfAbsent(option.LABEL().getText(), choice(option.choice(0))) != null) {
                reportTwice(
                        places.span(option.LABEL().getSymbol()), option.LABEL().getText());
            }
        }
        return new Formula.Call(span, word, List.of(), options);
    }

    private void reportTwice(SourceSpan span, String name) {
        places.report(
                ErrorCode.DUPLICATE_NAME,
                span,
                "`" + name + "` is given twice",
                "Each setting and each option has one value.",
                "Remove one of the two.");
    }
}
