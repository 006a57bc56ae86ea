import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type RunningHeadProps = { number: number; children: ReactNode; className?: string };

/** The running head of a section: "01 — Trial". A line above the heading, which it doesn't replace. */
export function RunningHead({ number, children, className }: RunningHeadProps) {
  return (
    <p data-slot="running-head" className={cn("running-head text-muted-foreground", className)}>
      <span className="text-foreground">{String(number).padStart(2, "0")}</span> <span aria-hidden>—</span> {children}
    </p>
  );
}
