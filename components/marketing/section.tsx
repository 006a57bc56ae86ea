import type { ComponentProps, ReactNode } from "react";
import { RunningHead } from "@/components/brand/running-head";
import { cn } from "@/lib/cn";
import "./site.css";

/** The width of all marketing content. */
export const frame = "mx-auto w-full max-w-[76rem] px-5 sm:px-8";

type SectionProps = ComponentProps<"section"> & {
  /** On the second ground, so that sections next to each other differ. */
  band?: boolean;
};

export function Section({ band, className, children, ...props }: SectionProps) {
  return (
    <section className={cn("border-t py-16 sm:py-28", band && "bg-band", className)} {...props}>
      <div className={frame}>{children}</div>
    </section>
  );
}

type SectionHeadingProps = {
  id: string;
  title: ReactNode;
  lead?: ReactNode;
  /** The section's number and name in the running head: "02 — Results". */
  number?: number;
  name?: string;
  className?: string;
};

/** The running head above, the title on the left, the lead on the right. */
export function SectionHeading({ id, title, lead, number, name, className }: SectionHeadingProps) {
  return (
    <div className={cn("grid gap-x-16 gap-y-4 lg:grid-cols-[1.25fr_1fr] lg:items-end", className)}>
      {number && name && (
        <RunningHead number={number} className="mb-3 lg:col-span-2">
          {name}
        </RunningHead>
      )}
      <h2 id={id} className="max-w-[20ch] text-heading">
        {title}
      </h2>
      {lead && <p className="max-w-xl text-pretty text-lg text-muted-foreground leading-relaxed">{lead}</p>}
    </div>
  );
}
