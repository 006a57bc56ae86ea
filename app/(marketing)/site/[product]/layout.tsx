import type { Metadata } from "next";
import type { ReactNode } from "react";
import { productHue } from "@/components/brand/product-hue";
import { productMetadata } from "@/components/brand/product-metadata";
import { LoadInAdvance } from "@/components/marketing/advance";
import { MarketingFooter } from "@/components/marketing/footer";
import { MarketingHeader } from "@/components/marketing/header";
import { catalogOf, productNames } from "@/lib/catalog";
import { sitePicture } from "@/lib/site";

export const dynamic = "force-static";
export const dynamicParams = false;

/** The pages of every product are built; which ones are served is known when the server starts. */
export const generateStaticParams = () => productNames.map((product) => ({ product }));

type Props = { children: ReactNode; params: Promise<{ product: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const catalog = catalogOf((await params).product);
  const picture = { url: sitePicture, width: 1200, height: 630, alt: catalog.copy.hero.title, type: "image/png" };
  return {
    ...productMetadata(catalog),
    openGraph: { type: "website", siteName: catalog.name, locale: "en_US", images: picture },
    twitter: { card: "summary_large_image", images: picture },
  };
}

export default async function MarketingLayout({ children, params }: Props) {
  const catalog = catalogOf((await params).product);
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
      <LoadInAdvance />
    </div>
  );
}
