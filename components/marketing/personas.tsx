import type { Catalog } from "@/lib/catalog";
import { Section, SectionHeading } from "./section";

export function Personas({ catalog }: { catalog: Catalog }) {
  return (
    <Section id="product" aria-labelledby="personas">
      <SectionHeading
        id="personas"
        title="Built for everyone on the team"
        lead="Everyone works from the same data, in a view designed for the decisions they make."
      />
      <div className="mt-14 grid overflow-hidden rounded-xl border bg-card md:grid-cols-2">
        {catalog.copy.personas.map((persona) => (
          <Persona key={persona.role} {...persona} />
        ))}
      </div>
    </Section>
  );
}

function Persona({ role, title, body, points }: Catalog["copy"]["personas"][number]) {
  return (
    <article className="-mr-px -mb-px flex flex-col gap-4 border-r border-b p-7 sm:p-10">
      <p className="w-fit rounded-sm bg-info-soft px-2 py-0.5 font-medium text-info-ink text-sm">{role}</p>
      <h3 className="max-w-sm font-semibold text-xl leading-snug tracking-[-0.02em] sm:text-2xl">{title}</h3>
      <p className="text-pretty text-muted-foreground leading-relaxed">{body}</p>
      <ul className="mt-auto grid gap-2 pt-3 text-sm">
        {points.map((point) => (
          <li key={point} className="tick">
            {point}
          </li>
        ))}
      </ul>
    </article>
  );
}
