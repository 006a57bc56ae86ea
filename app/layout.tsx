import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { productHue } from "@/components/brand/product-hue";
import { productMetadata } from "@/components/brand/product-metadata";
import { ThemeProvider } from "@/components/brand/theme-provider";
import { catalog } from "@/lib/catalog";
import { env } from "@/lib/env";
import { fontClasses } from "./fonts";
import "./globals.css";
import "./motion.css";

export const metadata: Metadata = {
  metadataBase: new URL(env.APP_URL ?? "http://localhost:3000"),
  ...productMetadata(catalog),
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf9f4" },
    { media: "(prefers-color-scheme: dark)", color: "#080b15" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontClasses} {...productHue(catalog.brand)} suppressHydrationWarning>
      <body>
        <ThemeProvider>{children}</ThemeProvider>
      </body>
    </html>
  );
}
