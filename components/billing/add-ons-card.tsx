"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { AddOnOffer } from "./add-on-offers";
import { ChangeForm } from "./change-form";
import { QuantityStepper } from "./quantity-stepper";

type AddOnsCardProps = {
  offers: readonly AddOnOffer[];
  /** How many of each there are now. */
  having: Readonly<Record<string, number>>;
  /** What has to be done before they can be changed; null when nothing has. */
  obstacle: string | null;
  mayChange: boolean;
};

/** Capacity beside the plan: how many of each, and what another number would cost. */
export function AddOnsCard({ offers, having, obstacle, mayChange }: AddOnsCardProps) {
  const [wanted, setWanted] = useState(having);
  const [open, setOpen] = useState(false);
  const changed = Object.fromEntries(
    offers.filter(({ key }) => (wanted[key] ?? 0) !== (having[key] ?? 0)).map(({ key }) => [key, wanted[key] ?? 0]),
  );
  const isChanged = Object.keys(changed).length > 0;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Add-ons</CardTitle>
        <CardDescription>{obstacle ?? "More takes effect at once, fewer at the end of your period."}</CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-4">
          {offers.map(({ key, name, description, price, included }) => (
            <li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <div className="grid min-w-0 flex-1 basis-44 text-sm">
                <span className="font-medium">{name}</span>
                <span className="text-muted-foreground tabular-nums">
                  {included ? "Without limit in your plan" : price}
                </span>
                <span className="text-muted-foreground text-xs">{description}</span>
              </div>
              {!included && mayChange && (
                <QuantityStepper
                  label={name}
                  value={wanted[key] ?? 0}
                  onChange={(value) => setWanted({ ...wanted, [key]: value })}
                />
              )}
              {!included && !mayChange && <span className="text-sm tabular-nums">{having[key] ?? 0}</span>}
            </li>
          ))}
        </ul>
      </CardContent>
      {isChanged && (
        <CardFooter className="flex-wrap gap-2">
          <Button onClick={() => setOpen(true)}>Review the change</Button>
          <Button variant="ghost" onClick={() => setWanted(having)}>
            Reset
          </Button>
        </CardFooter>
      )}
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>Change add-ons</DialogTitle>
            <DialogDescription>You see what it costs before anything is charged.</DialogDescription>
          </DialogHeader>
          <ChangeForm
            wish={open && isChanged ? { addOns: changed } : null}
            request={({ quote }) => ({
              endpoint: "POST /api/v1/subscription/add-ons",
              input: { body: { addOns: changed, quote } },
            })}
            onDone={() => setOpen(false)}
          >
            <ul className="grid gap-1 text-sm tabular-nums">
              {offers
                .filter(({ key }) => key in changed)
                .map(({ key, name }) => (
                  <li key={key} className="flex justify-between gap-4">
                    <span>{name}</span>
                    <span>
                      {having[key] ?? 0} → {changed[key]}
                    </span>
                  </li>
                ))}
            </ul>
          </ChangeForm>
        </DialogContent>
      </Dialog>
    </Card>
  );
}
