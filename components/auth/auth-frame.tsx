import type { ReactNode } from "react";
import { Arches } from "@/components/brand/arches";
import { Logo } from "@/components/brand/logo";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import { SceneView } from "@/components/marketing/scene";
import { productSite } from "@/components/products/site";
import type { Catalog } from "@/lib/catalog";
import { AuthAside } from "./auth-aside";

/** The form on the left, and what it leads to on the right; on narrow screens only the form. */
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
      <aside className="sticky top-0 hidden h-dvh flex-col overflow-hidden border-l bg-band lg:flex">
        <AuthAside pitch={<Pitch catalog={catalog} />} quiet={<Quiet />} />
      </aside>
    </div>
  );
}

/** What the trial gives, with a picture of the product. */
async function Pitch({ catalog: { product, copy } }: { catalog: Catalog }) {
  const [testimonial] = copy.testimonials;
  const { hero } = await productSite(product);
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-between gap-10 py-10">
      <div className="grid shrink-0 gap-6 px-10 pt-6 xl:px-14">
        <p className="text-balance text-heading">{copy.hero.title}</p>
        <ul className="flex flex-wrap gap-x-6 gap-y-2 text-muted-foreground text-sm">
          {copy.hero.proof.map((point) => (
            <li key={point} className="tick">
              {point}
            </li>
          ))}
        </ul>
      </div>
      <div className="ml-10 min-h-0 overflow-hidden rounded-l-xl shadow-float xl:ml-14">
        <SceneView scene={hero} className="w-[44rem]" />
      </div>
      {testimonial && (
        <figure className="mx-10 grid shrink-0 gap-4 border-t pt-6 xl:mx-14">
          <blockquote className="text-pretty leading-7">“{testimonial.quote}”</blockquote>
          <figcaption className="text-muted-foreground text-sm">
            <span className="font-medium text-foreground">{testimonial.name}</span>, {testimonial.role}
            <br />
            {testimonial.company}
          </figcaption>
        </figure>
      )}
    </div>
  );
}

const Quiet = () => (
  <div className="flex flex-1 items-end">
    <Arches open={3} of={5} className="h-auto w-full" />
  </div>
);
