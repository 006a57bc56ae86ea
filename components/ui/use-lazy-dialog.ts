"use client";

import { type MouseEvent, useState } from "react";

type Controlled = { open: boolean; setOpen: (open: boolean) => void };

/**
 * A dialog whose script loads when the pointer or the focus comes near its button, or the button is pressed.
 *
 * @param load imports the component, as for `lazy`.
 * @param controlled where the state is, if not here.
 * @returns the props of the button, and what the dialog needs. Render it once `mounted`.
 */
export function useLazyDialog(load: () => Promise<unknown>, controlled?: Controlled) {
  const own = useState(false);
  const open = controlled?.open ?? own[0];
  const setOpen = controlled?.setOpen ?? own[1];
  const [everOpened, setEverOpened] = useState(false);
  const [loading, setLoading] = useState(false);
  const preload = () => load().catch(() => undefined);
  const button = {
    "aria-haspopup": "dialog" as const,
    "aria-expanded": open,
    pending: loading,
    onPointerEnter: () => void preload(),
    onFocus: () => void preload(),
    onClick: ({ currentTarget }: MouseEvent<HTMLElement>) => {
      // Safari doesn't focus a button that is clicked, and the dialog gives the focus back to where it was.
      currentTarget.focus();
      setOpen(true);
      setEverOpened(true);
      setLoading(true);
      void preload().finally(() => setLoading(false));
    },
  };
  return { button, open, setOpen, mounted: everOpened || open };
}
