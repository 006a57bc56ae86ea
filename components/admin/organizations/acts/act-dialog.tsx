"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { cn } from "@/lib/cn";
import type { ActProps } from "./act-props";
import { type ActKey, acts } from "./acts";

/** The dialog of an act; nothing if there is no such act, or it isn't offered now. */
export default function ActDialog({ asked, ...props }: ActProps & { asked: string }) {
  const act = Object.hasOwn(acts, asked) ? acts[asked as ActKey] : undefined;
  if (!act?.offered(props)) return null;
  const { title, description, wide, Form } = act;
  return (
    <Dialog open onOpenChange={(open) => !open && props.onDone()}>
      <DialogContent className={cn(wide && "max-w-xl")}>
        <DialogHeader>
          <DialogTitle>{title(props.organization.name)}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
        </DialogHeader>
        <Form {...props} />
      </DialogContent>
    </Dialog>
  );
}
