import { Logo } from "@/components/brand/logo";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { trialHref } from "./links";
import { frame } from "./section";

const columns = (catalog: Catalog) => [
  {
    title: "Product",
    links: [
      { href: "/#product", label: "Features" },
      { href: "/#results", label: "Results" },
      { href: "/pricing", label: "Pricing" },
      { href: "/pricing#calculator", label: "Price calculator" },
      { href: "/pricing#compare", label: "Compare plans" },
      { href: "/pricing#faq", label: "FAQ" },
      { href: "/changelog", label: "What's new" },
    ],
  },
  {
    title: "Developers",
    links: [
      { href: "/docs", label: "Quick start" },
      { href: "/docs/metering", label: "Report usage" },
      { href: "/docs/entitlements", label: "Features and limits" },
      { href: "/docs/webhooks", label: "Webhooks" },
      { href: "/docs/api", label: "API reference" },
    ],
  },
  {
    title: "Help",
    links: [
      { href: "/support", label: "Support" },
      { href: "/status", label: "System status" },
      { href: "/security", label: "Security" },
    ],
  },
  {
    title: "Account",
    links: [
      { href: "/sign-in", label: "Sign in" },
      { href: trialHref(catalog.trial.defaultPlan), label: "Start free trial" },
    ],
  },
  {
    title: "Legal",
    links: [
      { href: "/terms", label: "Terms of service" },
      { href: "/privacy", label: "Privacy policy" },
    ],
  },
];

export function MarketingFooter({ catalog }: { catalog: Catalog }) {
  const { company, tagline } = catalog.copy;
  return (
    <footer className="border-t bg-band">
      <div
        className={cn(
          frame,
          "grid grid-cols-2 gap-x-6 gap-y-10 py-14 md:grid-cols-3 lg:grid-cols-[1.6fr_1fr_1fr_1fr_1fr_1fr]",
        )}
      >
        <div className="col-span-2 grid content-start gap-3 md:col-span-3 lg:col-span-1">
          <Logo name={catalog.name} brand={catalog.brand} />
          <p className="text-muted-foreground text-sm">{tagline}</p>
        </div>
        {columns(catalog).map(({ title, links }) => (
          <nav key={title} aria-label={title} className="grid content-start gap-1 text-sm">
            <h2 className="mb-1 font-medium">{title}</h2>
            {links.map(({ href, label }) => (
              <a key={label} href={href} className="w-fit py-1 text-muted-foreground hover:text-foreground">
                {label}
              </a>
            ))}
          </nav>
        ))}
      </div>
      <div className={frame}>
        <div className="flex flex-wrap justify-between gap-x-8 gap-y-2 border-t py-6 text-muted-foreground text-xs">
          <p>
            {company.legalName}, {company.address}
          </p>
          <a href={`mailto:${company.email}`} className="hover:text-foreground">
            {company.email}
          </a>
        </div>
      </div>
    </footer>
  );
}
