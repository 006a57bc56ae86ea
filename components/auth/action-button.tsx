"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action";

type ActionButtonProps = Omit<ComponentProps<typeof Button>, "onClick" | "pending" | "type"> & {
  action: () => Promise<ActionResult>;
  /** The label once done; the button is then disabled. */
  doneLabel?: string;
};

/** A button that runs a server action and shows an error below itself. */
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
