"use client";

import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import type { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { ConfirmDialogProps } from "./confirm-dialog";
import { WriteButton } from "./writes";

const loadDialog = () => import("./confirm-dialog");
const ConfirmDialog = lazy(loadDialog);

type ConfirmButtonProps = Pick<ComponentProps<typeof Button>, "variant" | "size" | "pending"> &
  ConfirmDialogProps & { children: ReactNode };

/** A button that asks for confirmation before a destructive action. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { title, description, confirm, onConfirm, children, pending = false, ...looks } = props;
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <WriteButton {...looks} {...button} pending={pending || button.pending}>
        {children}
      </WriteButton>
      {mounted && (
        <Suspense>
          <ConfirmDialog {...{ title, description, confirm, onConfirm, open, onOpenChange: setOpen }} />
        </Suspense>
      )}
    </>
  );
}
