import type { Catalog } from "@/lib/catalog";
import { PlusIcon } from "./icons";
import { MoreLink } from "./more-link";
import { Section } from "./section";

/** Native disclosures: they work by keyboard, are found by in-page search, and need no script. */
export function FaqList({ faqs }: { faqs: Catalog["copy"]["faqs"] }) {
  return (
    <div className="border-t">
      {faqs.map(({ question, answer }) => (
        <details key={question} className="unfolds group border-b">
          <summary className="flex list-none items-start justify-between gap-6 py-5 font-medium text-[1.0625rem] hover:text-brand [&::-webkit-details-marker]:hidden">
            {question}
            <PlusIcon className="mt-1 text-muted-foreground transition-transform group-open:rotate-45" />
          </summary>
          <p className="max-w-2xl text-pretty pr-10 pb-6 text-muted-foreground leading-relaxed">{answer}</p>
        </details>
      ))}
    </div>
  );
}

/** The first questions, with a link to all of them. */
export function FaqTeaser({ catalog }: { catalog: Catalog }) {
  return (
    <Section aria-labelledby="faq-teaser">
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[1fr_1.8fr]">
        <div className="grid content-start gap-5">
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
