import { RunningHead } from "@/components/brand/running-head";
import { Specimen } from "./specimen";

/** The type scale, and the ledger's figures. */
export function TypeSection() {
  return (
    <div className="grid gap-8">
      <Specimen name="text-display" className="overflow-hidden">
        <p className="text-balance text-display">Every number adds up</p>
      </Specimen>
      <div className="grid gap-8 lg:grid-cols-2">
        <Specimen name="text-heading">
          <p className="text-heading">What a plan includes, and what it costs</p>
        </Specimen>
        <Specimen name="text-title, text-base, text-sm, text-2xs">
          <p className="text-title">Next charge</p>
          <p>Text for reading, in short sentences.</p>
          <p className="text-muted-foreground text-sm">Your plan renews on Dec 30.</p>
          <p className="text-2xs text-muted-foreground">UTC</p>
        </Specimen>
        <Specimen name="figures-lead, figures">
          <p className="figures-lead text-5xl">$18,079.01</p>
          <p className="figures mt-2 text-sm">Nov 30, 2026 · 1,240 of 5,000 · in_1PqX4k</p>
        </Specimen>
        <Specimen name="<RunningHead number={1}>">
          <RunningHead number={1}>Trial</RunningHead>
        </Specimen>
      </div>
    </div>
  );
}
