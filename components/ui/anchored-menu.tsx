"use client";

import type { ReactNode, RefObject } from "react";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "./dropdown-menu";

export type AnchoredMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What opens it, which is there before the menu's script. It needs an id and a parent with a position. */
  button: RefObject<HTMLButtonElement | null>;
};

type Props = AnchoredMenuProps & { align?: "start" | "end"; className?: string; children: ReactNode };

/** A menu of a button that isn't part of it, so that the menu can load when it is opened. */
export function AnchoredMenu({ open, onOpenChange, button, children, ...content }: Props) {
  return (
    <DropdownMenu open={open} onOpenChange={onOpenChange}>
      {/* Only where the menu is. */}
      <DropdownMenuTrigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        {...content}
        aria-labelledby={button.current?.id}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          button.current?.focus();
        }}
        onInteractOutside={(event) => {
          // The button closes it itself; otherwise its click would open it again.
          if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
        }}
      >
        {children}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
