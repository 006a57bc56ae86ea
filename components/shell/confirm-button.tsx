"use client";

import type { ComponentProps, ReactNode } from "react";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import type { Button } from "@/components/ui/button";
import { WriteButton } from "./writes";

type ConfirmButtonProps = Pick<ComponentProps<typeof Button>, "variant" | "size" | "pending"> & {
  title: string;
  /** What will happen. */
  description: ReactNode;
  /** The label of the button that does it. */
  confirm: string;
  onConfirm: () => void;
  children: ReactNode;
};

/** A button that asks for confirmation before a destructive action. */
export function ConfirmButton({ title, description, confirm, onConfirm, children, ...button }: ConfirmButtonProps) {
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <WriteButton {...button}>{children}</WriteButton>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{description}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <AlertDialogAction variant="destructive" onClick={onConfirm}>
            {confirm}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
