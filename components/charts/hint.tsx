import { Info } from "lucide-react";
import type { ReactNode } from "react";

type HintProps = {
  /** Unique on the page. */
  id: string;
  /** What is explained: "MRR". */
  of: string;
  children: ReactNode;
};

/** A definition beside a figure. It opens by click, tap and keyboard, without script. */
export function Hint({ id, of, children }: HintProps) {
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={`Definition of ${of}`}
        className="-m-1.5 inline-flex shrink-0 rounded-sm p-1.5 align-middle text-muted-foreground/70 transition-colors hover:text-foreground"
      >
        <Info aria-hidden className="size-3.5" />
      </button>
      <span
        id={id}
        popover="auto"
        className="hint-popover max-w-72 text-pretty rounded-md border bg-popover px-3 py-2 font-normal text-popover-foreground text-xs leading-5 tracking-normal shadow-float"
      >
        {children}
      </span>
    </>
  );
}
