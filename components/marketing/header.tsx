import { Logo } from "@/components/brand/logo";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { Cta } from "./cta";
import { MenuIcon } from "./icons";
import { trialHref } from "./links";
import { frame } from "./section";

const links = [
  { href: "/#product", label: "Product" },
  { href: "/#results", label: "Results" },
  { href: "/pricing", label: "Pricing" },
  { href: "/docs", label: "Docs" },
  { href: "/support", label: "Support" },
];

export function MarketingHeader({ catalog }: { catalog: Catalog }) {
  const trial = trialHref(catalog.trial.defaultPlan);
  return (
    <header className="sticky top-0 z-40 border-b bg-background/90 backdrop-blur-md">
      <div className={cn(frame, "flex h-15 items-center gap-8")}>
        <a href="/" aria-label={`${catalog.name} home page`} className="flex rounded-sm">
          <Logo name={catalog.name} brand={catalog.brand} />
        </a>
        <nav aria-label="Main" className="hidden items-center gap-1 md:flex">
          {links.map(({ href, label }) => (
            <a
              key={href}
              href={href}
              className="rounded-md px-3 py-2 text-muted-foreground text-sm transition-colors hover:text-foreground"
            >
              {label}
            </a>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1.5">
          <ThemeToggle />
          <Cta href="/sign-in" variant="ghost" className="max-md:hidden">
            Sign in
          </Cta>
          <Cta href={trial} className="max-sm:px-3 max-[22rem]:hidden">
            Start free trial
          </Cta>
          <MobileMenu trial={trial} />
        </div>
      </div>
    </header>
  );
}

/** A native popover: it opens, and closes on Escape or an outside click, without script. */
function MobileMenu({ trial }: { trial: string }) {
  return (
    <div className="md:hidden">
      <button
        type="button"
        popoverTarget="menu"
        aria-label="Menu"
        className="inline-flex size-9 items-center justify-center rounded-md hover:bg-accent"
      >
        <MenuIcon className="size-5" />
      </button>
      <nav
        id="menu"
        popover="auto"
        aria-label="Menu"
        className="fixed inset-x-3 top-[4.25rem] bottom-auto m-0 w-auto rounded-lg border bg-popover p-2 text-popover-foreground shadow-float"
      >
        {[
          { href: "/", label: "Home" },
          { href: "/pricing", label: "Pricing" },
          { href: "/docs", label: "Docs" },
          { href: "/support", label: "Support" },
          { href: "/sign-in", label: "Sign in" },
        ].map(({ href, label }) => (
          <a key={href} href={href} className="block rounded-md px-3 py-3 font-medium hover:bg-accent">
            {label}
          </a>
        ))}
        <Cta href={trial} size="lg" className="mt-2 w-full">
          Start free trial
        </Cta>
      </nav>
    </div>
  );
}
