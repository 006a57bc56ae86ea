import type { Catalog } from "@/lib/catalog";
import { Section, SectionHeading } from "./section";

const results = {
  title: "Results after six months",
  lead: "Average results reported by customers who have used the product for more than six months.",
};

/** Dark in both themes, so that the figures stand out. */
export function Highlights({ catalog }: { catalog: Catalog }) {
  return (
    <Section id="results" aria-labelledby="highlights" className="dark bg-background text-foreground">
      <SectionHeading id="highlights" {...(catalog.copy.highlightsHeading ?? results)} />
      <div className="mt-14 grid overflow-hidden rounded-xl border sm:grid-cols-2 lg:grid-cols-3">
        {catalog.copy.highlights.map((highlight) => (
          <Highlight key={highlight.title} {...highlight} />
        ))}
      </div>
    </Section>
  );
}

function Highlight({ title, body, figure, figureLabel }: Catalog["copy"]["highlights"][number]) {
  return (
    <article className="-mr-px -mb-px flex flex-col border-r border-b p-7 sm:p-9">
      <p className="font-semibold text-5xl tabular-nums tracking-[-0.045em]">{figure}</p>
      <p className="mt-2 text-brand text-sm">{figureLabel}</p>
      <h3 className="mt-9 font-semibold text-lg tracking-[-0.015em]">{title}</h3>
      <p className="mt-2 text-pretty text-muted-foreground leading-relaxed">{body}</p>
    </article>
  );
}
