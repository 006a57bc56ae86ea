"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { WriteButton } from "@/components/shell/writes";
import type { ButtonProps } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { DialogFormProps } from "./form-dialog-content";

const loadContent = () => import("./form-dialog-content");
const FormDialogContent = lazy(loadContent);

type FormDialogProps = DialogFormProps & {
  /** What the button that opens it shows. */
  trigger: ReactNode;
  /** The button's accessible name, where it shows an icon only. */
  triggerLabel?: string;
  button?: Pick<ButtonProps, "variant" | "size" | "className">;
};

/** A button that opens a form. The server checks the input; its errors show at their fields. */
export function FormDialog({ trigger, triggerLabel, button: looks, ...form }: FormDialogProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadContent);
  return (
    <>
      <WriteButton {...button} variant="outline" aria-label={triggerLabel} title={triggerLabel} {...looks}>
        {trigger}
      </WriteButton>
      {mounted && (
        <Suspense>
          <FormDialogContent {...form} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
