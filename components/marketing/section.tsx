import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

/** The width of all marketing content. */
export const frame = "mx-auto w-full max-w-[76rem] px-5 sm:px-8";

export function Section({ className, children, ...props }: ComponentProps<"section">) {
  return (
    <section className={cn("border-t py-20 sm:py-28", className)} {...props}>
      <div className={frame}>{children}</div>
    </section>
  );
}

type SectionHeadingProps = { id: string; title: ReactNode; lead?: ReactNode; className?: string };

/** The title on the left, the lead on the right. */
export function SectionHeading({ id, title, lead, className }: SectionHeadingProps) {
  return (
    <div className={cn("grid gap-x-16 gap-y-4 lg:grid-cols-[1.25fr_1fr] lg:items-end", className)}>
      <h2 id={id} className="text-heading">
        {title}
      </h2>
      {lead && <p className="max-w-xl text-pretty text-lg text-muted-foreground leading-relaxed">{lead}</p>}
    </div>
  );
}
