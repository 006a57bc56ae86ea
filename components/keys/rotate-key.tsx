"use client";

import { useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
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
import type { ActionResult } from "@/lib/action";
import type { RotateKeyInput } from "@/lib/keys/input";
import { RevealSecret } from "./reveal-secret";

const overlaps = [
  { hours: 0, label: "Stops working right away" },
  { hours: 1, label: "Works for 1 more hour" },
  { hours: 24, label: "Works for 1 more day" },
  { hours: 168, label: "Works for 7 more days" },
] as const;

export type RotateKeyAction = (input: RotateKeyInput) => Promise<ActionResult<{ id: string; key: string }>>;

type RotateKeyProps = { keyId: string; name: string; rotateKey: RotateKeyAction };

/** Replaces a key. Both can work for a while, so that servers can be switched over one by one. */
export function RotateKey({ keyId, name, rotateKey }: RotateKeyProps) {
  const [open, setOpen] = useState(false);
  const [overlapHours, setOverlapHours] = useState(24);
  const [created, setCreated] = useState<string>();
  const { run, pending, refusal, clearRefusal } = useAction(rotateKey, {
    done: ({ key }) => {
      setOpen(false);
      setCreated(key);
    },
  });
  return (
    <>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <WriteButton variant="ghost" size="sm">
            Rotate<span className="sr-only"> {name}</span>
          </WriteButton>
        </DialogTrigger>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>Rotate {name}</DialogTitle>
            <DialogDescription>
              You get a new key with the same name and scopes. It's shown only once.
            </DialogDescription>
          </DialogHeader>
          <div className="grid gap-2">
            <Label htmlFor={`overlap-${keyId}`}>Old key</Label>
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
      <RevealSecret value={created} onClose={() => setCreated(undefined)} />
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </>
  );
}
