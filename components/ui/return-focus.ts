"use client";

import { useRef } from "react";

/**
 * Gives the focus back to where it was when a dialog closes. The dialog's own trigger gets it by itself; this is for dialogs
 * without one: opened by a key, or by an item of a menu, which is gone by then, so that its button gets it.
 */
export function useReturnFocus() {
  const origin = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      origin.current = originOf(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      if (event.defaultPrevented || !origin.current?.isConnected) return;
      event.preventDefault();
      origin.current.focus();
    },
  };
}

/** Safari doesn't focus a button that is clicked: the body isn't where the focus was. */
function originOf(active: Element | null): HTMLElement | null {
  if (!(active instanceof HTMLElement) || active === document.body) return null;
  const menu = active.closest("[role=menu]");
  return menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active;
}
