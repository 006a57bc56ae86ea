"use client";

import { type ComponentType, createContext, type ReactNode, Suspense, useContext, useEffect, useState } from "react";
import { isComposing } from "./is-composing";

/** A page of the navigation. */
export type PalettePage = { href: string; label: string; icon: ReactNode; keywords?: string };

/** What every palette gets. */
export type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pages: readonly PalettePage[];
};

const OpenPalette = createContext<() => void>(() => undefined);

/** Opens the palette of the page. */
export const useOpenPalette = () => useContext(OpenPalette);

type PaletteProviderProps = {
  /** Loaded lazily: its code is fetched when it is opened for the first time. */
  Palette: ComponentType<PaletteProps>;
  pages: readonly PalettePage[];
  children: ReactNode;
};

/** Opens the palette with ⌘K, or Ctrl+K where there is no ⌘ key, and for the buttons inside. */
export function PaletteProvider({ Palette, pages, children }: PaletteProviderProps) {
  const [open, setOpen] = useState(false);
  const [everOpened, setEverOpened] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    if (next) setEverOpened(true);
  };
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (!isShortcut(event) || isComposing(event)) return;
      event.preventDefault();
      setOpen((now) => !now);
      setEverOpened(true);
    };
    window.addEventListener("keydown", toggle);
    return () => window.removeEventListener("keydown", toggle);
  }, []);
  return (
    <OpenPalette value={() => change(true)}>
      {children}
      {everOpened && (
        <Suspense fallback={null}>
          <Palette open={open} onOpenChange={change} pages={pages} />
        </Suspense>
      )}
    </OpenPalette>
  );
}

/** On a Mac, Ctrl+K deletes to the end of the line in text fields, so only ⌘ counts there. */
function isShortcut({ key, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (key.toLowerCase() !== "k" || altKey || shiftKey) return false;
  return isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
