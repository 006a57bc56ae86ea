import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type SpecimenProps = {
  /** The component and its state, as in code: `<Arch state="half" />`. */
  name: string;
  className?: string;
  children: ReactNode;
};

/** One state of one component, with its name. */
export function Specimen({ name, className, children }: SpecimenProps) {
  return (
    <figure className="grid min-w-0 content-start gap-2">
      <div className={cn("min-w-0", className)}>{children}</div>
      <figcaption className="truncate font-mono text-2xs text-muted-foreground">{name}</figcaption>
    </figure>
  );
}
