import type { Metadata } from "next";
import type { ReactNode } from "react";
import { productMetadata } from "@/components/brand/product-metadata";
import { LoadInAdvance } from "@/components/marketing/advance";
import { SiteFrame } from "@/components/marketing/site-frame";
import { sharedMetadata } from "@/components/marketing/site-metadata";
import { catalogOf, productNames } from "@/lib/catalog";

export const dynamic = "force-static";
export const dynamicParams = false;

/** The pages of every product are built; which ones are served is known when the server starts. */
export const generateStaticParams = () => productNames.map((product) => ({ product }));

type Props = { children: ReactNode; params: Promise<{ product: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const catalog = catalogOf((await params).product);
  return { ...productMetadata(catalog), ...sharedMetadata(catalog) };
}

export default async function MarketingLayout({ children, params }: Props) {
  return (
    <>
      <SiteFrame catalog={catalogOf((await params).product)}>{children}</SiteFrame>
      <LoadInAdvance />
    </>
  );
}
