"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { ChangeForm, changeDialogClasses } from "../change/change-form";
import { OldAndNew } from "../change/old-and-new";
import type { AddOnOffer } from "./add-on-offers";

type AddOnsDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  offers: readonly AddOnOffer[];
  /** The quantities, now and as wanted. `changed` has those that differ. */
  current: Readonly<Record<string, number>>;
  changed: Readonly<Record<string, number>>;
};

/** What the wanted quantities cost, and the button that buys them. */
export default function AddOnsDialog({ open, onOpenChange, offers, current, changed }: AddOnsDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className={`${changeDialogClasses} h-[min(34rem,calc(100dvh-2rem))]`}>
        <DialogHeader className="px-6 pt-6 pb-4">
          <DialogTitle>Change add-ons</DialogTitle>
          <DialogDescription>Review the cost before you confirm.</DialogDescription>
        </DialogHeader>
        <ChangeForm
          what={offers
            .filter(({ key }) => key in changed)
            .map(({ key, name }) => `${changed[key]} × ${name}`)
            .join(" and ")}
          change={open && Object.keys(changed).length > 0 ? { addOns: changed } : null}
          request={({ quote }) => ({
            endpoint: "POST /api/v1/subscription/add-ons",
            input: { body: { addOns: changed, quote } },
          })}
          onDone={() => onOpenChange(false)}
        >
          <OldAndNew
            differences={offers
              .filter(({ key }) => key in changed)
              .map(({ key, name }) => ({
                term: name,
                before: String(current[key] ?? 0),
                after: String(changed[key]),
              }))}
          />
        </ChangeForm>
      </DialogContent>
    </Dialog>
  );
}
