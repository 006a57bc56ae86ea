"use client";

import { lazy, type ReactNode } from "react";
import { type PalettePage, PaletteProvider } from "@/components/palette/palette-provider";

const AdminPalette = lazy(() => import("./admin-palette"));

/** Opens the palette of the admin area. */
export function AdminPaletteProvider({ pages, children }: { pages: readonly PalettePage[]; children: ReactNode }) {
  return (
    <PaletteProvider Palette={AdminPalette} pages={pages}>
      {children}
    </PaletteProvider>
  );
}
