import type { Metadata } from "next";
import type { Catalog } from "@/lib/catalog";

/** What every page of a product says of itself in its head, unless it says something else. */
export const productMetadata = ({ name, copy }: Catalog): Metadata => ({
  title: { default: `${name} – ${copy.tagline}`, template: `%s – ${name}` },
  description: copy.description,
  applicationName: name,
});
