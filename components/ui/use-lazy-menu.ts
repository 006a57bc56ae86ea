"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";

/**
 * A menu whose script loads when the pointer or the focus comes near its button, or the button is pressed.
 *
 * @param load imports the component, as for `lazy`. It renders an `AnchoredMenu`.
 * @returns the props of the button, and those of the menu. Render it once `mounted`.
 */
export function useLazyMenu(load: () => Promise<unknown>) {
  const [open, setOpen] = useState(false);
  const [mounted, setMounted] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const id = useId();
  const preload = () => void load().catch(() => undefined);
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    if (next) setMounted(true);
  };
  const button = {
    ref,
    id,
    "aria-haspopup": "menu" as const,
    "aria-expanded": open,
    "data-state": open ? "open" : "closed",
    onPointerEnter: preload,
    onFocus: preload,
    onClick: () => onOpenChange(!open),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      onOpenChange(true);
    },
  };
  return { button, menu: { open, onOpenChange, button: ref }, mounted };
}
