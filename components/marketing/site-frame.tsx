import type { ReactNode } from "react";
import { productHue } from "@/components/brand/product-hue";
import type { Catalog } from "@/lib/catalog";
import { MarketingFooter } from "./footer";
import { MarketingHeader } from "./header";

/** The frame of every public page: skip link, header, content and footer. */
export function SiteFrame({ catalog, children }: { catalog: Catalog; children: ReactNode }) {
  return (
    <div {...productHue(catalog.brand)}>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-4 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <MarketingHeader catalog={catalog} />
      <main id="content">{children}</main>
      <MarketingFooter catalog={catalog} />
    </div>
  );
}
