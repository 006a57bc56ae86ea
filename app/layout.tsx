import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { productHue } from "@/components/brand/product-hue";
import { productMetadata } from "@/components/brand/product-metadata";
import { ThemeProvider } from "@/components/brand/theme-provider";
import { catalog } from "@/lib/catalog";
import { env } from "@/lib/env";
import "./globals.css";
import "./motion.css";

// Not `geist/font/mono`: that one is preloaded on every page, and few pages show code.
const geistMono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
});

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
    <html
      lang="en"
      className={`${GeistSans.variable} ${geistMono.variable}`}
      {...productHue(catalog.brand)}
      suppressHydrationWarning
    >
      <body>
        <ThemeProvider>{children}</ThemeProvider>
      </body>
    </html>
  );
}
