import type { Catalog } from "@/lib/catalog";
import { HighlightChart } from "./highlight-chart";
import { Section, SectionHeading } from "./section";

/** Six figures, each drawn, with where it's from. */
export function Highlights({ catalog }: { catalog: Catalog }) {
  const heading = catalog.copy.highlightsHeading ?? {
    title: `Why ${catalog.name}`,
    lead: `Six reasons to choose ${catalog.name}.`,
  };
  return (
    <Section id="results" band aria-labelledby="highlights">
      <SectionHeading id="highlights" number={2} name="Results" {...heading} />
      <div className="mt-10 grid gap-px sm:mt-14 overflow-hidden rounded-xl border bg-border sm:grid-cols-2 lg:grid-cols-3">
        {catalog.copy.highlights.map((highlight) => (
          <Highlight key={highlight.title} {...highlight} />
        ))}
      </div>
    </Section>
  );
}

function Highlight({ title, body, figure, figureLabel, chart, source }: Catalog["copy"]["highlights"][number]) {
  return (
    <article className="flex flex-col bg-card p-6 sm:p-8">
      {chart && <HighlightChart chart={chart} />}
      <p className="figures mt-4 font-medium text-4xl tracking-[-0.05em] sm:mt-7 sm:text-5xl">{figure}</p>
      <p className="mt-2 text-product-ink text-sm">{figureLabel}</p>
      <h3 className="mt-4 font-medium text-lg tracking-[-0.015em] sm:mt-6">{title}</h3>
      <p className="mt-2 text-pretty text-muted-foreground leading-relaxed">{body}</p>
      {source && <p className="mt-auto pt-5 text-muted-foreground text-xs">Source: {source}</p>}
    </article>
  );
}
