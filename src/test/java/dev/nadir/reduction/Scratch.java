package dev.nadir.reduction;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.chain.*;
import dev.nadir.symbolic.*;
import dev.nadir.workbench.Workbench;
import dev.nadir.expr.print.TextPrinter;
import java.nio.file.*;
import java.util.*;
public class Scratch {
  public static void main(String[] a) {
    for (String f : a) {
      var m = ModelReader.read(Path.of(f), f);
      var wb = new Workbench();
      Map<String,Integer> sz = new HashMap<>();
      String dd = System.getProperty("D"); if (dd!=null) sz.put("D", Integer.parseInt(dd));
      Landscape l = Elaboration.elaborate(m, wb.structure(m, sz, Optional.empty()));
      try {
      ChainLoss c = ChainReader.read(l.expectedLoss(), l.parameters());
      System.out.println("P = "+TextPrinter.print(c.product()));
      System.out.println("K = "+TextPrinter.print(c.left())+"\nA = "+TextPrinter.print(c.right())+"\nB = "+TextPrinter.print(c.cross())+"\nc = "+TextPrinter.print(c.constant()));
      c.noise().forEach((k,v)->System.out.println("noise "+k+" "+TextPrinter.print(v)));
      c.prices().forEach(p->System.out.println("price "+p.map(q->TextPrinter.print(q.weight())+" | "+TextPrinter.print(q.metric())+" | "+q.hidden().map(TextPrinter::print))));
      c.variances().ifPresent(v->System.out.println("variances "+v.symbol().name()+"^"+v.power()+" "+TextPrinter.print(v.linear())+" "+TextPrinter.print(v.logarithm())));
      } catch (Refusal r) { System.out.println("REFUSED "+r.line()); }
    }
  }
}
