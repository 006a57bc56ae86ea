"use client";

import { Command } from "cmdk";
import { LoaderCircle, Search } from "lucide-react";
import * as DialogPrimitive from "radix-ui/dialog";
import type { KeyboardEvent, ReactNode } from "react";
import { overlayClasses } from "@/components/ui/overlay";
import { useReturnFocus } from "@/components/ui/return-focus";
import { cn } from "@/lib/cn";
import { isComposing } from "./is-composing";

type PaletteDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  /** What the screen reader hears when results change. */
  status: string;
  /** The highlighted item. */
  value?: string;
  onValue?: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Results are on their way. */
  busy?: boolean;
  /** Beside the text field. */
  before?: ReactNode;
  hints: readonly (readonly [key: string, does: string])[];
  children: ReactNode;
};

/** The frame of a palette: a text field, the results below it, and the keys that work. */
export function PaletteDialog(props: PaletteDialogProps) {
  const {
    open,
    onOpenChange,
    placeholder,
    text,
    onText,
    status,
    value,
    onValue,
    onKeyDown,
    busy,
    before,
    hints,
    children,
  } = props;
  const returnFocus = useReturnFocus();
  return (
    <DialogPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={overlayClasses} />
        <DialogPrimitive.Content
          aria-describedby={undefined}
          {...returnFocus}
          onEscapeKeyDown={(event) => {
            if (isComposing(event)) event.preventDefault();
          }}
          className="data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 fixed top-3 left-1/2 z-50 w-[calc(100%-1.5rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border bg-popover text-popover-foreground shadow-float duration-100 data-[state=open]:animate-in sm:top-[14vh]"
        >
          <DialogPrimitive.Title className="sr-only">{placeholder}</DialogPrimitive.Title>
          <Command
            label={placeholder}
            shouldFilter={false}
            loop
            onKeyDown={onKeyDown}
            {...(value === undefined ? {} : { value })}
            {...(onValue ? { onValueChange: onValue } : {})}
          >
            <div className="flex h-12 items-center gap-2.5 border-b px-4">
              {before ?? <Search className="size-4 shrink-0 text-muted-foreground" aria-hidden />}
              <Command.Input
                value={text}
                onValueChange={onText}
                placeholder={placeholder}
                maxLength={100}
                className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground sm:text-sm"
              />
              {busy && <LoaderCircle className="size-4 shrink-0 animate-spin text-muted-foreground" aria-hidden />}
            </div>
            <p role="status" className="sr-only">
              {status}
            </p>
            <Command.List className="max-h-[min(26rem,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-2">
              {children}
            </Command.List>
            <p aria-hidden className="hidden gap-4 border-t px-4 py-2 text-2xs text-muted-foreground sm:flex">
              {hints.map(([key, does]) => (
                <span key={key}>
                  <kbd className="font-mono text-foreground">{key}</kbd> {does}
                </span>
              ))}
            </p>
          </Command>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

/** A sentence in place of results. A list box may contain options only, so it is one that can't be chosen. */
export function PaletteMessage({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <Command.Item
      disabled
      value="message"
      className={cn("px-2 py-8 text-center text-muted-foreground text-sm", className)}
    >
      {children}
    </Command.Item>
  );
}

/** A titled group of results; nothing without any. */
export function PaletteGroup({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={title}
      className="not-first:mt-2 **:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-1 **:[[cmdk-group-heading]]:pb-1.5 **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-2xs **:[[cmdk-group-heading]]:text-muted-foreground"
    >
      {children}
    </Command.Group>
  );
}

type PaletteItemProps = {
  /** Unique in the palette. */
  value: string;
  icon: ReactNode;
  label: string;
  detail?: string | null;
  /** At the right. */
  end?: ReactNode;
  onSelect: () => void;
};

export function PaletteItem({ value, icon, label, detail, end, onSelect }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-3 rounded-md px-2 py-1.5 text-sm outline-none data-[selected=true]:bg-accent max-sm:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted-foreground"
    >
      {icon}
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        <span className="max-w-[70%] shrink-0 truncate">{label}</span>
        {detail && <span className="truncate text-muted-foreground text-xs">{detail}</span>}
      </span>
      {end}
    </Command.Item>
  );
}
