"use client";

import { Fingerprint } from "lucide-react";
import { useEffect, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { addPasskey } from "./add-passkey";
import { hasPasskeys } from "./passkeys";

/** On the page that sets up a second factor: a passkey in place of an authenticator app. */
export function SetUpPasskey({ onDone }: { onDone: (codes: string[]) => void }) {
  const [shown, setShown] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => setShown(hasPasskeys()), []);
  const { run, pending } = useAction(addPasskey, {
    done: (codes) => codes && onDone(codes),
    failed: ({ message }) => {
      setProblem(message);
      return true;
    },
  });
  if (!shown) return null;
  return (
    <div className="grid gap-4">
      <Button type="button" variant="outline" size="lg" pending={pending} onClick={() => run(undefined)}>
        <Fingerprint aria-hidden /> Use a passkey instead
      </Button>
      {problem && (
        <Alert variant="destructive">
          <AlertDescription>{problem}</AlertDescription>
        </Alert>
      )}
    </div>
  );
}
