"use client";

import type { ReactNode, RefObject } from "react";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/popover";

type BlockPopoverProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  button: RefObject<HTMLButtonElement | null>;
  children: ReactNode;
};

/** Why a button can't be used. It loads when someone presses one. */
export default function BlockPopover({ open, onOpenChange, button, children }: BlockPopoverProps) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverAnchor virtualRef={button} />
      <PopoverContent
        aria-label="Why this is disabled"
        className="grid gap-3"
        onInteractOutside={(event) => {
          // The button closes it itself; otherwise its click would open it again.
          if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          button.current?.focus();
        }}
      >
        {children}
      </PopoverContent>
    </Popover>
  );
}
