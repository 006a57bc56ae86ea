import { RunningHead } from "@/components/brand/running-head";
import type { Catalog } from "@/lib/catalog";
import { MoreLink } from "./more-link";
import { Section } from "./section";

/** Native disclosures: they work by keyboard, are found by in-page search, and need no script. */
export function FaqList({ faqs }: { faqs: Catalog["copy"]["faqs"] }) {
  return (
    <div className="faq">
      {faqs.map(({ question, answer }) => (
        <details key={question} className="unfolds">
          <summary>{question}</summary>
          <p>{answer}</p>
        </details>
      ))}
    </div>
  );
}

/** The first questions, with a link to all of them. */
export function FaqTeaser({ catalog }: { catalog: Catalog }) {
  return (
    <Section band aria-labelledby="faq-teaser">
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[1fr_1.8fr]">
        <div className="grid content-start gap-5">
          <RunningHead number={6}>Questions</RunningHead>
          <h2 id="faq-teaser" className="text-heading">
            Common questions
          </h2>
          <MoreLink href="/pricing#faq">See all questions</MoreLink>
        </div>
        <FaqList faqs={catalog.copy.faqs.slice(0, 5)} />
      </div>
    </Section>
  );
}
