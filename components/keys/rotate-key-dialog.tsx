"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";

const overlaps = [
  { hours: 0, label: "Stops working right away" },
  { hours: 1, label: "Works for 1 more hour" },
  { hours: 24, label: "Works for 1 more day" },
  { hours: 168, label: "Works for 7 more days" },
] as const;

type RotateKeyDialogProps = {
  keyId: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pending: boolean;
  onConfirm: (overlapHours: number) => void;
};

export default function RotateKeyDialog(props: RotateKeyDialogProps) {
  const { keyId, name, open, onOpenChange, pending, onConfirm } = props;
  const [overlapHours, setOverlapHours] = useState(24);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Rotate {name}</DialogTitle>
          <DialogDescription>You get a new key with the same name and scopes. It's shown only once.</DialogDescription>
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
          <Button pending={pending} onClick={() => onConfirm(overlapHours)}>
            Rotate
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
