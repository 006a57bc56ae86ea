"use client";

import { lazy, type ReactNode } from "react";
import { type PalettePage, PaletteProvider } from "@/components/palette/palette-provider";

const AppPalette = lazy(() => import("./app-palette"));

/** Opens the palette of the signed-in pages. */
export function AppPaletteProvider({ pages, children }: { pages: readonly PalettePage[]; children: ReactNode }) {
  return (
    <PaletteProvider Palette={AppPalette} pages={pages}>
      {children}
    </PaletteProvider>
  );
}
