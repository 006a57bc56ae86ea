"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { AddOnOffer } from "./add-on-offers";
import { QuantityStepper } from "./quantity-stepper";

const loadDialog = () => import("./add-ons-dialog");
const AddOnsDialog = lazy(loadDialog);

type AddOnsCardProps = {
  offers: readonly AddOnOffer[];
  /** The current quantity of each. */
  current: Readonly<Record<string, number>>;
  /** Why add-ons can't be changed right now; null when they can. */
  blocker: string | null;
  mayChange: boolean;
};

/** Extra capacity: the quantity of each add-on, and a preview of what a change costs. */
export function AddOnsCard({ offers, current, blocker, mayChange }: AddOnsCardProps) {
  const [wanted, setWanted] = useState(current);
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  const changed = Object.fromEntries(
    offers.filter(({ key }) => (wanted[key] ?? 0) !== (current[key] ?? 0)).map(({ key }) => [key, wanted[key] ?? 0]),
  );
  const isChanged = Object.keys(changed).length > 0;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Add-ons</CardTitle>
        <CardDescription>{blocker ?? "Increases apply now. Decreases apply at renewal."}</CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-4">
          {offers.map(({ key, name, description, price, included }) => (
            <li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <div className="grid min-w-0 flex-1 basis-44 text-sm">
                <span className="font-medium">{name}</span>
                <span className="text-muted-foreground tabular-nums">
                  {included ? "Unlimited in your plan" : price}
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
              {!included && !mayChange && <span className="text-sm tabular-nums">{current[key] ?? 0}</span>}
            </li>
          ))}
        </ul>
      </CardContent>
      {isChanged && (
        <CardFooter className="flex-wrap gap-2">
          <Button {...button}>Review change</Button>
          <Button variant="ghost" onClick={() => setWanted(current)}>
            Reset
          </Button>
        </CardFooter>
      )}
      {mounted && (
        <Suspense>
          <AddOnsDialog open={open} onOpenChange={setOpen} {...{ offers, current, changed }} />
        </Suspense>
      )}
    </Card>
  );
}
