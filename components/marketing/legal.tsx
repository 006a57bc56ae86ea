import { cn } from "@/lib/cn";
import { frame } from "./section";

export type Clause = { title: string; paragraphs: readonly string[] };

type LegalPageProps = { title: string; updated: string; lead: string; clauses: readonly Clause[] };

/** A numbered legal text: contents on the left, clauses on the right, each with its own anchor. */
export function LegalPage({ title, updated, lead, clauses }: LegalPageProps) {
  return (
    <article className={cn(frame, "py-16 sm:py-24")}>
      <header className="grid max-w-2xl gap-5">
        <h1 className="text-heading">{title}</h1>
        <p className="text-lg text-muted-foreground leading-relaxed">{lead}</p>
        <p className="text-muted-foreground text-sm">Last updated {updated}</p>
      </header>
      <div className="mt-14 grid gap-x-16 gap-y-12 lg:grid-cols-[1fr_2fr]">
        <nav
          aria-label="Contents"
          className="hidden content-start gap-1 self-start text-sm lg:sticky lg:top-24 lg:grid"
        >
          {clauses.map((clause, index) => (
            <a
              key={clause.title}
              href={`#${anchor(clause)}`}
              className="w-fit py-0.5 text-muted-foreground hover:text-foreground"
            >
              {index + 1}. {clause.title}
            </a>
          ))}
        </nav>
        <div className="grid max-w-2xl gap-10">
          {clauses.map((clause, index) => (
            <section key={clause.title} id={anchor(clause)} className="grid gap-3">
              <h2 className="font-semibold text-xl tracking-[-0.02em]">
                {index + 1}. {clause.title}
              </h2>
              {clause.paragraphs.map((paragraph) => (
                <p key={paragraph} className="text-pretty text-muted-foreground leading-relaxed">
                  {paragraph}
                </p>
              ))}
            </section>
          ))}
        </div>
      </div>
    </article>
  );
}

function anchor({ title }: Clause): string {
  return title.toLowerCase().replaceAll(/[^a-z]+/g, "-");
}
