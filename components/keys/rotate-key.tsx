"use client";

import { useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import type { KeyRowActions } from "./key-row";
import { KeyOnce } from "./reveal-key";

const overlaps = [
  { hours: 0, label: "Ends at once" },
  { hours: 1, label: "Works for 1 hour more" },
  { hours: 24, label: "Works for 1 day more" },
  { hours: 168, label: "Works for 7 days more" },
] as const;

type RotateKeyProps = Pick<KeyRowActions, "rotateKey"> & { keyId: string; name: string };

/** Puts a new key in the place of another; both work for a while, so that servers can be told in turn. */
export function RotateKey({ keyId, name, rotateKey }: RotateKeyProps) {
  const [open, setOpen] = useState(false);
  const [overlapHours, setOverlapHours] = useState(24);
  const [made, setMade] = useState<string>();
  const { run, pending, refusal, clearRefusal } = useAction(rotateKey, {
    done: ({ key }) => {
      setOpen(false);
      setMade(key);
    },
  });
  return (
    <>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button variant="ghost" size="sm">
            Rotate<span className="sr-only"> {name}</span>
          </Button>
        </DialogTrigger>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>Rotate {name}</DialogTitle>
            <DialogDescription>You get a new key of the same name and scopes, shown once.</DialogDescription>
          </DialogHeader>
          <div className="grid gap-2">
            <Label htmlFor={`overlap-${keyId}`}>The old key</Label>
            <NativeSelect
              id={`overlap-${keyId}`}
              value={overlapHours}
              onChange={(event) => setOverlapHours(Number(event.target.value))}
            >
              {overlaps.map(({ hours, label }) => (
                <option key={hours} value={hours}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </div>
          <DialogFooter>
            <Button pending={pending} onClick={() => run({ keyId, overlapHours })}>
              Rotate
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
      <KeyOnce value={made} onClose={() => setMade(undefined)} />
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </>
  );
}
