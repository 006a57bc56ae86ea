"use client";

import { Search } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { isApple, useOpenPalette } from "./palette-provider";

/** Opens the palette, and shows the keys that do. */
export function PaletteButton({ label }: { label: string }) {
  const openPalette = useOpenPalette();
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-8 w-full items-center gap-2 rounded-md border bg-background px-2.5 text-[0.8125rem] text-muted-foreground transition-colors hover:bg-accent hover:text-foreground"
    >
      <Search className="size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate text-left">{label}</span>
      <Shortcut />
    </button>
  );
}

/** The same for narrow screens. */
export function PaletteIconButton({ label }: { label: string }) {
  const openPalette = useOpenPalette();
  return (
    <Button variant="ghost" size="icon" aria-label={label} onClick={openPalette}>
      <Search className="size-4.5" />
    </Button>
  );
}

/** Known in the browser only. The server leaves the space for it. */
function Shortcut() {
  const apple = useSyncExternalStore<boolean | null>(subscribe, isApple, () => null);
  return (
    <kbd aria-hidden className="min-w-11 text-right font-mono text-2xs">
      {apple === null ? "" : apple ? "⌘K" : "Ctrl K"}
    </kbd>
  );
}

/** A device doesn't change. */
const subscribe = () => () => undefined;
