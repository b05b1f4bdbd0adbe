package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.WorkbenchException;
import dev.nadir.model.Model;
import dev.nadir.workbench.ModelFiles;
import dev.nadir.workbench.Version;
import dev.nadir.workbench.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What a command works with.
 *
 * @param isInterrupted whether the user asked to stop
 */
record Session(Console console, Workbench workbench, BooleanSupplier isInterrupted) {

    /** The model files that the arguments name; all shipped ones for none. */
    List<Path> modelFiles(List<String> arguments) {
        List<Path> files = ModelFiles.find(arguments, console.folder());
        if (files.isEmpty()) {
            throw new CommandError(
                    ErrorCode.COMMAND_MODEL,
                    arguments.isEmpty() ? "no MODEL, and no folder models here" : String.join(" ", arguments),
                    "MODEL is a model file, or the folder that holds one; without MODEL every folder in models is taken.",
                    "Name a file that ends in .model, or change to the folder that holds models.");
        }
        return files;
    }

    /** Does something for every model that can be read; complains of the others, and goes on. */
    ExitCode forEachModel(List<Path> files, Function<Model, ExitCode> action) {
        ExitCode code = ExitCode.STANDS;
        for (Path file : files) {
            if (isInterrupted.getAsBoolean()) {
                return code.and(ExitCode.INTERRUPTED);
            }
            code = code.and(guarded(() -> action.apply(workbench.load(file, displayName(file)))));
        }
        return code;
    }

    /** The path as the user would write it. */
    String displayName(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = console.folder().toAbsolutePath().normalize();
        return absolute.startsWith(folder) ? folder.relativize(absolute).toString() : file.toString();
    }

    /** Runs something; what goes wrong is told on standard error and becomes an exit code. */
    ExitCode guarded(java.util.function.Supplier<ExitCode> action) {
        try {
            return action.get();
        } catch (CommandError | ModelException e) {
            console.complain(e.getMessage() + "\n");
            return ExitCode.WRONG_INPUT;
        } catch (PreconditionException e) {
            String code = e.code().map(known -> "[" + known.id() + "]").orElse("");
            console.complain("error" + code + ": " + e.getMessage() + "\n");
            return ExitCode.WRONG_INPUT;
        } catch (InternalErrorException e) {
            return defect(e);
        } catch (WorkbenchException e) {
            return defect(e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            return defect(e);
        }
    }

    private ExitCode defect(Throwable e) {
        StringBuilder text = new StringBuilder("error: this is a defect of Nadir, not of your file: ")
                .append(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                .append("\nPlease report it with the model file, the command, and these lines:\n  nadir ")
                .append(Version.current())
                .append(", Java ")
                .append(Runtime.version())
                .append('\n');
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append("  ").append(cause.getClass().getName()).append('\n');
            for (int i = 0; i < Math.min(8, cause.getStackTrace().length); i++) {
                text.append("    at ").append(cause.getStackTrace()[i]).append('\n');
            }
        }
        console.complain(text.toString());
        return ExitCode.OUR_DEFECT;
    }
}
