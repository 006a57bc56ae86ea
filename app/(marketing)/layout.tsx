import type { Metadata } from "next";
import type { ReactNode } from "react";
import { MarketingFooter } from "@/components/marketing/footer";
import { MarketingHeader } from "@/components/marketing/header";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = {
  openGraph: { type: "website", siteName: catalog.name, locale: "en_US" },
  twitter: { card: "summary_large_image" },
};

export const dynamic = "force-static";

export default function MarketingLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-4 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <MarketingHeader catalog={catalog} />
      <main id="content">{children}</main>
      <MarketingFooter catalog={catalog} />
    </>
  );
}
