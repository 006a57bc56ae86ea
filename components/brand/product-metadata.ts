import type { Metadata } from "next";
import type { Catalog } from "@/lib/catalog";

/** The default metadata of a product's pages. */
export const productMetadata = ({ name, copy }: Catalog): Metadata => ({
  // Absolute: a nested layout's default title would get the template of the layout above.
  title: { absolute: `${name} – ${copy.tagline}`, template: `%s – ${name}` },
  description: copy.description,
  applicationName: name,
  icons: {
    icon: [
      { url: "/favicon.ico", sizes: "16x16 32x32 48x48" },
      { url: "/icon.svg", type: "image/svg+xml" },
    ],
    apple: { url: "/apple-icon.png", sizes: "180x180" },
  },
});
