"use client";

import { useId } from "react";
import { isApple, type PalettePage } from "@/components/palette/palette-provider";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import { turnSingleKeys, useSingleKeys } from "./key-setting";
import type { LetteredPage } from "./page-letters";

type KeysDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pages: readonly LetteredPage<PalettePage>[];
};

/** All keys of the page, and the switch for those that are single letters. */
export default function KeysDialog({ open, onOpenChange, pages }: KeysDialogProps) {
  const on = useSingleKeys();
  const switchId = useId();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>They do nothing while you type.</DialogDescription>
        </DialogHeader>
        <div className="grid gap-x-10 gap-y-5 text-sm sm:grid-cols-2">
          <Keys title="Everywhere">
            <Key keys={isApple() ? ["⌘", "K"] : ["Ctrl", "K"]}>Search pages and actions</Key>
            <Key keys={["?"]}>Show this list</Key>
            <Key keys={["Esc"]}>Close what is open</Key>
          </Keys>
          <Keys title="In lists">
            <Key keys={["J"]}>Next row</Key>
            <Key keys={["K"]}>Previous row</Key>
            <Key keys={["Enter"]}>Open the row</Key>
          </Keys>
          <div className="sm:col-span-2">
            <Keys title="Go to a page" columns>
              {pages.map(({ href, label, letter }) => (
                <Key key={href} keys={["G", letter.toUpperCase()]} between="then">
                  {label}
                </Key>
              ))}
            </Keys>
          </div>
        </div>
        <div className="flex items-center justify-between gap-4 border-t pt-4 text-sm">
          <label htmlFor={switchId} className="grid gap-0.5">
            <span className="font-medium">Single-letter shortcuts</span>
            <span className="text-muted-foreground">
              Turn them off if you use voice control. Saved in this browser.
            </span>
          </label>
          <Switch id={switchId} checked={on} onCheckedChange={turnSingleKeys} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

type KeysProps = { title: string; columns?: boolean; children: React.ReactNode };

function Keys({ title, columns = false, children }: KeysProps) {
  return (
    <section className="grid content-start gap-2">
      <h3 className="font-medium text-muted-foreground text-xs">{title}</h3>
      <dl className={columns ? "grid gap-x-10 gap-y-1.5 sm:grid-cols-2" : "grid gap-1.5"}>{children}</dl>
    </section>
  );
}

type KeyProps = { keys: readonly string[]; between?: string; children: React.ReactNode };

function Key({ keys, between, children }: KeyProps) {
  return (
    <div className="flex items-center justify-between gap-4">
      <dt>{children}</dt>
      <dd className="flex shrink-0 items-center gap-1 text-muted-foreground text-xs">
        {keys.map((key, index) => (
          <span key={key} className="flex items-center gap-1">
            {index > 0 && between}
            <kbd className="min-w-6 rounded-sm border bg-muted px-1.5 py-0.5 text-center font-mono text-foreground">
              {key}
            </kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
