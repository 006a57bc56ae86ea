import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { frame, Section, SectionHeading } from "./section";

/** Key figures in a row. */
export function Figures({ catalog }: { catalog: Catalog }) {
  return (
    <section aria-label="Key figures" className="relative border-t bg-background">
      <dl className={cn(frame, "grid grid-cols-2 gap-x-6 gap-y-10 py-14 lg:grid-cols-4")}>
        {catalog.copy.figures.map(({ value, label }) => (
          <div key={label} className="flex flex-col-reverse justify-end gap-1 border-l pl-5">
            <dt className="text-pretty text-muted-foreground text-sm">{label}</dt>
            <dd className="font-semibold text-2xl tabular-nums tracking-[-0.03em] sm:text-3xl">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The first quote large, the others beside it. */
export function Testimonials({ catalog }: { catalog: Catalog }) {
  const [lead, ...others] = catalog.copy.testimonials;
  if (!lead) return null;
  return (
    <Section aria-labelledby="testimonials">
      <SectionHeading id="testimonials" title="What our customers say" />
      <div className="mt-14 grid gap-x-16 gap-y-12 lg:grid-cols-[1.25fr_1fr]">
        <Testimonial
          {...lead}
          className="text-balance font-medium text-2xl leading-snug tracking-[-0.02em] sm:text-[2rem]"
        />
        {others.length > 0 && (
          <div className="grid content-start gap-10 lg:border-l lg:pl-12">
            {others.map((testimonial) => (
              <Testimonial key={testimonial.name} {...testimonial} className="text-pretty text-lg leading-relaxed" />
            ))}
          </div>
        )}
      </div>
    </Section>
  );
}

type TestimonialProps = Catalog["copy"]["testimonials"][number] & { className: string };

function Testimonial({ quote, name, role, company, className }: TestimonialProps) {
  return (
    <figure className="grid content-start gap-5">
      <blockquote className={className}>“{quote}”</blockquote>
      <figcaption className="text-sm">
        <span className="font-medium">{name}</span>
        <span className="block text-muted-foreground">
          {role}, {company}
        </span>
      </figcaption>
    </figure>
  );
}
