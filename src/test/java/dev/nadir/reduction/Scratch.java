package dev.nadir.reduction;
import dev.nadir.model.read.ModelReader;
import dev.nadir.model.*;
import dev.nadir.base.*;
import dev.nadir.reduction.chain.*;
import dev.nadir.reduction.chain.lemma.*;
import dev.nadir.symbolic.*;
import dev.nadir.numeric.*;
import dev.nadir.numeric.replay.*;
import dev.nadir.numeric.minimise.*;
import dev.nadir.workbench.Workbench;
import dev.nadir.expr.print.TextPrinter;
import java.nio.file.*;
import java.util.*;
public class Scratch {
  public static void main(String[] a) throws Exception {
    ScalarSolver solver;
    try { solver = (ScalarSolver) Class.forName("dev.nadir.reduction.scalar.CellSolver").getConstructors()[0].newInstance(Class.forName("dev.nadir.reduction.rings.RingsAlgebra").getDeclaredConstructor().newInstance()); } catch (ReflectiveOperationException e) { System.out.println(e); solver = p -> new ScalarAnswer.Refused("solver","none"); }
    boolean verbose = Boolean.getBoolean("v");
    for (String f : a) {
      var m = ModelReader.read(Path.of(f), f);
      var wb = new Workbench();
      for (var inst : m.instances()) {
       for (int seed=1; seed<=Integer.getInteger("seeds",1); seed++) {
        Instance in = wb.instance(m, inst, seed);
        Derivation d = wb.derive(m, wb.structure(m, in.sizes(), Optional.of(inst)));
        long t0=System.nanoTime();
        Reduction r = ClosedForms.derive(d.landscape(), solver);
        long t1=System.nanoTime();
        System.out.println("== "+f+" "+inst.name()+" seed "+seed+" "+(t1-t0)/1000000+" ms"+(r.refusedAt().map(x->" REFUSED "+x).orElse("")));
        if (verbose) {
          for (Step s : r.steps()) System.out.println("  step "+s.lemma()+": "+FormulaPrinter.print(s.bound()));
          for (var t : r.thresholds()) System.out.println("  threshold "+t.name()+": "+t.condition().stream().map(FormulaPrinter::print).toList());
        }
        Replay rep = new Replay(d, in);
        double best=Double.POSITIVE_INFINITY;
        var qn = new QuasiNewton(QuasiNewtonOptions.DEFAULTS);
        var rnd = new Random(seed);
        for (int k=0;k<Integer.getInteger("starts",30);k++) { double[] x = rnd.doubles(rep.objective().dimension(), -1.5,1.5).toArray(); Point p = qn.solve(rep.objective(), x, ()->false); best=Math.min(best,p.value()); }
        System.out.println("   multistart "+best);
        for (ClosedForm c : r.closedForms()) {
          if (verbose) { System.out.println("  ["+c.kind().word()+"] when "+c.conditions().stream().map(FormulaPrinter::print).toList()+" "+c.over());
            for (var l : c.lets()) System.out.println("      let "+String.join(", ",l.names())+" = "+FormulaPrinter.print(l.value()));
            System.out.println("      value "+FormulaPrinter.print(c.value()));
            c.point().forEach((n,v)->System.out.println("      at "+n+" = "+FormulaPrinter.print(v))); }
          final double bb=best; rep.of(c).filter(n->n.holds()).ifPresent(n->System.out.println("   "+c.kind().word()+" value "+n.value()+" gap "+(bb-n.value())+" loss-value "+(n.loss()-n.value())+" slope "+n.slope()));
        }
       }
      }
    }
  }
}
