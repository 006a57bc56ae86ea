import type { Catalog } from "@/lib/catalog";
import { CarouselButtons } from "./carousel-buttons";
import { Testimonial } from "./proof";
import { Section, SectionHeading } from "./section";

/** Customers' words in a row that the visitor scrolls: with a finger, arrow keys or buttons. It never moves by itself. */
export function TestimonialCarousel({ catalog }: { catalog: Catalog }) {
  return (
    <Section band aria-labelledby="customers">
      <div className="flex flex-wrap items-end justify-between gap-6">
        <SectionHeading id="customers" number={4} name="Customers" title="In their own words" />
        <CarouselButtons of="customer-quotes" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section id="customer-quotes" tabIndex={0} aria-label="Customer quotes" className="carousel mt-12 rounded-xl">
        {catalog.copy.testimonials.map((testimonial) => (
          <Testimonial key={testimonial.name} {...testimonial} />
        ))}
      </section>
    </Section>
  );
}
