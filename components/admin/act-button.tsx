"use client";

import type { ComponentProps } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";

type ActButtonProps<Data> = Pick<ComponentProps<typeof Button>, "variant" | "size" | "children" | "disabled"> & {
  act: () => Promise<ActionResult<Data>>;
  /** What is said when it is done. */
  done: string | ((data: Data) => string);
};

/** A button that does one harmless thing at once, and says so. */
export function ActButton<Data>({ act, done, ...button }: ActButtonProps<Data>) {
  const { run, pending } = useAction(act, {
    done: (data) => void toast.success(typeof done === "string" ? done : done(data)),
  });
  return <Button {...button} pending={pending} onClick={() => run(undefined)} />;
}
