import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { Monogram } from "./monogram";
import { frame, Section, SectionHeading } from "./section";

/** Key figures in a row. */
export function Figures({ catalog }: { catalog: Catalog }) {
  return (
    <section aria-label="Key figures" className="border-t bg-band">
      <dl className={cn(frame, "grid grid-cols-2 gap-x-6 gap-y-10 py-12 lg:grid-cols-4")}>
        {catalog.copy.figures.map(({ value, label }) => (
          <div key={label} className="flex flex-col-reverse justify-end gap-1 border-input border-l pl-5">
            <dt className="text-pretty text-muted-foreground text-sm">{label}</dt>
            <dd className="figures font-medium text-2xl tracking-[-0.04em] sm:text-4xl">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What customers say, each with what it was worth to them. */
export function Testimonials({ catalog }: { catalog: Catalog }) {
  return (
    <Section band aria-labelledby="testimonials">
      <SectionHeading id="testimonials" number={4} name="Customers" title="What our customers say" />
      <div className="mt-12 grid gap-4 lg:grid-cols-3">
        {catalog.copy.testimonials.slice(0, 3).map((testimonial) => (
          <Testimonial key={testimonial.name} {...testimonial} />
        ))}
      </div>
    </Section>
  );
}

/** A quote, who says it, and the figure behind it. */
export function Testimonial({ quote, name, role, company, result }: Catalog["copy"]["testimonials"][number]) {
  return (
    <figure className="flex h-full flex-col rounded-xl border bg-card p-6 sm:p-8">
      {result && (
        <p className="mb-6 border-b pb-6">
          <span className="figures block font-medium text-4xl tracking-[-0.05em]">{result.value}</span>
          <span className="mt-2 block text-pretty text-product-ink text-sm">{result.label}</span>
        </p>
      )}
      <blockquote className="text-pretty text-lg leading-relaxed">“{quote}”</blockquote>
      <figcaption className="mt-auto flex items-center gap-3 pt-7 text-sm">
        <Monogram name={name} />
        <span>
          <span className="font-medium">{name}</span>
          <span className="block text-muted-foreground">
            {role}, {company}
          </span>
        </span>
      </figcaption>
    </figure>
  );
}
