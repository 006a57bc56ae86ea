"use client";

import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { useChange } from "../use-change";

type ChangeButtonProps = Omit<ComponentProps<typeof Button>, "onClick" | "pending"> & {
  endpoint: "POST /api/v1/subscription/resume" | "POST /api/v1/subscription/undo";
  /** The confirmation message. */
  done: string;
};

/** A change that one click makes: resume or undo. */
export function ChangeButton({ endpoint, done, ...button }: ChangeButtonProps) {
  const { send, pending } = useChange<ChangeButtonProps["endpoint"]>();
  async function change() {
    if (await send(endpoint, {})) toast.success(done);
  }
  return <Button {...button} pending={pending} onClick={() => void change()} />;
}
