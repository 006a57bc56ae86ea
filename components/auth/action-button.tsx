"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action";

type ActionButtonProps = Omit<ComponentProps<typeof Button>, "onClick" | "pending" | "type"> & {
  action: () => Promise<ActionResult>;
  /** What the button says once it is done; it can then not be pressed again. */
  doneLabel?: string;
};

/** A button that is a form of its own, and says what went wrong beneath itself. */
export function ActionButton({ action, doneLabel, children, ...props }: ActionButtonProps) {
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { run, pending } = useAction(action, {
    done: () => setDone(true),
    failed: ({ message }) => {
      setProblem(message);
      return true;
    },
  });
  const finished = done && doneLabel !== undefined;
  return (
    <>
      <Button {...props} pending={pending} disabled={finished} onClick={() => run(undefined)}>
        {finished ? doneLabel : children}
      </Button>
      {problem && (
        <Alert variant="destructive">
          <CircleAlert aria-hidden />
          <AlertDescription>{problem}</AlertDescription>
        </Alert>
      )}
    </>
  );
}
