"use client";

import { type FormEvent, useState } from "react";
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
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/sonner";
import { Textarea } from "@/components/ui/textarea";
import type { ActionResult } from "@/lib/action";

type ReasonInput = { reason: string; days: number | undefined };

type ReasonDialogProps = {
  button: string;
  title: string;
  description: string;
  confirm: string;
  /** The toast after success. */
  success: string;
  destructive?: boolean;
  /** Asks for a number of days as well. */
  withDays?: boolean;
  action: (input: ReasonInput) => Promise<ActionResult<unknown>>;
};

/** A button that asks for a reason before it changes an organization. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { button, title, description, confirm, success, destructive = false, withDays = false, action } = props;
  const [open, setOpen] = useState(false);
  const { run, pending } = useAction(action, {
    done: () => {
      setOpen(false);
      toast.success(success);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!pending) run(readForm(new FormData(event.currentTarget)));
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {button}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <form onSubmit={submit} className="grid gap-5">
          <DialogHeader>
            <DialogTitle>{title}</DialogTitle>
            <DialogDescription>{description}</DialogDescription>
          </DialogHeader>
          {withDays && (
            <div className="grid gap-2">
              <Label htmlFor="days">Days</Label>
              <Input id="days" name="days" type="number" min={1} max={90} defaultValue={7} required className="w-28" />
            </div>
          )}
          <div className="grid gap-2">
            <Label htmlFor="reason">Reason</Label>
            <Textarea id="reason" name="reason" required minLength={3} maxLength={500} rows={3} />
          </div>
          <DialogFooter>
            <Button type="submit" variant={destructive ? "destructive" : "default"} pending={pending}>
              {confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function readForm(form: FormData): ReasonInput {
  const days = form.get("days");
  return { reason: String(form.get("reason") ?? ""), days: days === null ? undefined : Number(days) };
}
