"use client";

import { CircleAlert, Fingerprint } from "lucide-react";
import { useEffect, useState } from "react";
import { beginPasskeySignIn, finishPasskeySignIn } from "@/components/auth/actions";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { askPasskey, hasPasskeys, offersPasskeys, withPasskey } from "./passkeys";

/**
 * Signs in with a passkey: by a button, and in browsers that can, by choosing it in the field for the email address. Shows nothing
 * without JavaScript or in a browser without passkeys.
 */
export function PasskeySignIn({ next, autofill = false }: { next: string; autofill?: boolean }) {
  const [shown, setShown] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => setShown(hasPasskeys()), []);
  useEffect(() => {
    if (!autofill) return;
    let current = true;
    void offersPasskeys().then(async (offered) => {
      if (!offered || !current) return;
      const answer = await withPasskey(
        beginPasskeySignIn,
        (options) => askPasskey(options, { autofill: true }),
        (response) => finishPasskeySignIn({ response, next }),
      ).catch(() => undefined);
      if (current && answer && !answer.ok) setProblem(answer.error.message);
    });
    return () => {
      current = false;
    };
  }, [autofill, next]);
  if (!shown) return null;
  const signIn = async () => {
    setPending(true);
    setProblem(undefined);
    const answer = await withPasskey(beginPasskeySignIn, askPasskey, (response) =>
      finishPasskeySignIn({ response, next }),
    ).finally(() => setPending(false));
    if (answer && !answer.ok) setProblem(answer.error.message);
  };
  return (
    <div className="mt-4 grid gap-4">
      <Button type="button" variant="outline" size="lg" pending={pending} onClick={() => void signIn()}>
        <Fingerprint aria-hidden /> Use a passkey
      </Button>
      {problem && (
        <Alert variant="destructive">
          <CircleAlert aria-hidden />
          <AlertDescription>{problem}</AlertDescription>
        </Alert>
      )}
    </div>
  );
}
