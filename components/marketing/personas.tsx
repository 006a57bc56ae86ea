import { Fragment } from "react";
import type { ProductSite } from "@/components/products/site/types";
import type { Catalog } from "@/lib/catalog";
import { SceneView } from "./scene";
import { Section, SectionHeading } from "./section";

type PersonasProps = { catalog: Catalog; scenes: ProductSite["personas"] };

/**
 * What each role gets, beside one stage that changes with the text that is being read. It's a matter of the style sheet
 * alone: without scroll timelines, and under reduced motion, each scene stands beside its text.
 */
export function Personas({ catalog, scenes }: PersonasProps) {
  const { personas } = catalog.copy;
  return (
    <Section id="product" aria-labelledby="personas">
      <SectionHeading
        id="personas"
        number={1}
        name="People"
        title="Built for everyone on the team"
        lead="Everyone works from the same data, in a view designed for the decisions they make."
      />
      <nav aria-label="Roles" className="mt-8 flex flex-wrap gap-2">
        {personas.map(({ role }) => (
          <a
            key={role}
            href={`#${idOf(role)}`}
            className="rounded-full border bg-card px-3.5 py-1.5 text-sm transition-colors hover:border-foreground"
          >
            {role}
          </a>
        ))}
      </nav>
      <div className="scenes mt-12 lg:mt-6">
        {personas.map(({ role, title, body, points }, index) => (
          <Fragment key={role}>
            <article id={idOf(role)} className="scene-text">
              <p className="running-head text-product-ink">{role}</p>
              <h3 className="mt-3 max-w-md font-medium text-2xl leading-tight tracking-[-0.025em] sm:text-[2rem]">
                {title}
              </h3>
              <p className="mt-4 max-w-lg text-pretty text-lg text-muted-foreground leading-relaxed">{body}</p>
              <ul className="mt-5 grid gap-2 text-sm">
                {points.map((point) => (
                  <li key={point} className="tick">
                    {point}
                  </li>
                ))}
              </ul>
            </article>
            {scenes[index] && <SceneView scene={scenes[index]} className="scene-view" />}
          </Fragment>
        ))}
      </div>
    </Section>
  );
}

const idOf = (role: string): string => `role-${role.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`;
