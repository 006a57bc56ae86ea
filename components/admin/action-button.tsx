"use client";

import type { ComponentProps } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";

type ActionButtonProps<Data> = Pick<ComponentProps<typeof Button>, "variant" | "size" | "children" | "disabled"> & {
  action: () => Promise<ActionResult<Data>>;
  /** The toast after success. */
  success: string | ((data: Data) => string);
};

/** Runs a server action without asking for confirmation: for actions that do no harm. */
export function ActionButton<Data>({ action, success, ...button }: ActionButtonProps<Data>) {
  const { run, pending } = useAction(action, {
    done: (data) => void toast.success(typeof success === "string" ? success : success(data)),
  });
  return <Button {...button} pending={pending} onClick={() => run(undefined)} />;
}
