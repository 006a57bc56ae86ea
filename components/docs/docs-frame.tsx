import type { ReactNode } from "react";
import { frame } from "@/components/marketing/section";
import { cn } from "@/lib/cn";
import { CopyButtons } from "./copy-buttons";

export const docPages = [
  { href: "/docs", label: "Quick start" },
  { href: "/docs/metering", label: "Report usage" },
  { href: "/docs/entitlements", label: "Check features and limits" },
  { href: "/docs/webhooks", label: "Receive webhooks" },
  { href: "/docs/going-live", label: "Go live" },
  { href: "/docs/api", label: "API reference" },
] as const;

export type DocPath = (typeof docPages)[number]["href"];

/** A page of the docs: the list of pages on the left, above the content on a phone. */
export function DocsFrame({ path, children }: { path: DocPath; children: ReactNode }) {
  return (
    <div className={cn(frame, "grid gap-x-14 gap-y-8 py-10 sm:py-14 lg:grid-cols-[13rem_minmax(0,1fr)]")}>
      <nav
        aria-label="Docs"
        className="scroll-fade -mx-5 flex gap-1 overflow-x-auto px-5 text-sm [scrollbar-width:none] sm:-mx-8 sm:px-8 lg:sticky lg:top-24 lg:mx-0 lg:grid lg:content-start lg:self-start lg:overflow-visible lg:px-0"
      >
        {docPages.map(({ href, label }) => (
          <a
            key={href}
            href={href}
            aria-current={href === path ? "page" : undefined}
            className="shrink-0 rounded-md px-3 py-1.5 text-muted-foreground hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:font-medium aria-[current=page]:text-foreground"
          >
            {label}
          </a>
        ))}
      </nav>
      <div className="min-w-0">{children}</div>
      <CopyButtons />
    </div>
  );
}
