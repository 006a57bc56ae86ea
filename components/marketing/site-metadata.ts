import type { Metadata } from "next";
import type { Catalog } from "@/lib/catalog";
import { sitePicture } from "@/lib/site";

/** What every public page shares: the picture and names for links that are shared. */
export function sharedMetadata(catalog: Catalog): Pick<Metadata, "openGraph" | "twitter"> {
  const picture = { url: sitePicture, width: 1200, height: 630, alt: catalog.copy.hero.title, type: "image/png" };
  return {
    openGraph: { type: "website", siteName: catalog.name, locale: "en_US", images: picture },
    twitter: { card: "summary_large_image", images: picture },
  };
}
