import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Logo } from "@/components/brand/logo";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import type { Catalog } from "@/lib/catalog";

/** The form on the left and the pitch on the right; on narrow screens only the form. */
export function AuthFrame({ catalog, children }: { catalog: Catalog; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] xl:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
      <div className="flex flex-col px-5 sm:px-10">
        <header className="flex h-16 items-center justify-between">
          <a href="/" aria-label={`${catalog.name}, home page`} className="rounded-sm">
            <Logo name={catalog.name} brand={catalog.brand} />
          </a>
          <ThemeToggle />
        </header>
        <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center py-10">{children}</main>
        <footer className="flex flex-wrap gap-x-4 gap-y-1 py-6 text-muted-foreground text-xs">
          <span>{catalog.copy.company.legalName}</span>
          <a href="/terms" className="underline-offset-4 hover:underline">
            Terms
          </a>
          <a href="/privacy" className="underline-offset-4 hover:underline">
            Privacy
          </a>
        </footer>
      </div>
      <Pitch catalog={catalog} />
    </div>
  );
}

function Pitch({ catalog: { copy } }: { catalog: Catalog }) {
  const [testimonial] = copy.testimonials;
  return (
    <aside className="hidden flex-col justify-between gap-12 border-l bg-muted/60 px-10 py-12 lg:flex xl:px-14">
      <div className="grid gap-8 pt-16">
        <p className="text-balance text-heading">{copy.hero.title}</p>
        <ul className="grid gap-3">
          {copy.hero.proof.map((point) => (
            <li key={point} className="flex items-start gap-3 text-muted-foreground">
              <Check className="mt-1 size-4 shrink-0 text-brand" aria-hidden />
              {point}
            </li>
          ))}
        </ul>
      </div>
      {testimonial && (
        <figure className="grid gap-4 border-t pt-8">
          <blockquote className="text-pretty leading-7">“{testimonial.quote}”</blockquote>
          <figcaption className="text-muted-foreground text-sm">
            <span className="font-medium text-foreground">{testimonial.name}</span>, {testimonial.role}
            <br />
            {testimonial.company}
          </figcaption>
        </figure>
      )}
    </aside>
  );
}
