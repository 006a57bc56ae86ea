import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SiteFrame } from "@/components/marketing/site-frame";
import { sharedMetadata } from "@/components/marketing/site-metadata";
import { catalog } from "@/lib/catalog";

/** Public pages that depend on the visitor or the moment. The others are built ahead: see `site/[product]`. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = sharedMetadata(catalog);

export default function LiveSiteLayout({ children }: { children: ReactNode }) {
  return <SiteFrame catalog={catalog}>{children}</SiteFrame>;
}
