"use client";

import Link from "next/link";
import { type ReactNode, useActionState, useState } from "react";
import { ActionForm, StatefulForm } from "@/components/forms/action-form";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { emptyForm, type FormState } from "@/lib/form-state";
import { beginSetUp, dropSetUp, finishSetUp } from "./actions";
import { CodeField } from "./code-field";
import { RecoveryCodes } from "./recovery-codes";
import { SetUpPasskey } from "./set-up-passkey";

type Place = {
  /** Where to go afterward. */
  next: string;
};

function BeginSetUp({ next }: Place) {
  return (
    <ActionForm action={beginSetUp} label="Set up authenticator app">
      <input type="hidden" name="next" value={next} />
    </ActionForm>
  );
}

/** Goes back to where the set-up begins, which makes another QR code. */
function DropSetUp({ next }: Place) {
  const [, send, pending] = useActionState(dropSetUp, emptyForm);
  return (
    <form action={send}>
      <input type="hidden" name="next" value={next} />
      <Button type="submit" variant="link" size="sm" pending={pending} className="px-0">
        Start over
      </Button>
    </form>
  );
}

type SetUpProps = Place & {
  /** What to scan; null before the set-up has begun. */
  scan: ReactNode;
  /** Browsers have passkeys under this address. */
  passkeysExist: boolean;
  productName: string;
  email: string;
};

/**
 * Begins the set-up, asks for a first code, then shows the recovery codes. This is one component because, without JavaScript, the form's
 * result only shows where the same component is rendered again, and by then there is nothing to scan.
 */
export function SetUp({ next, scan, passkeysExist, productName, email }: SetUpProps) {
  const [state, send, pending] = useActionState(finishSetUp, emptyForm);
  const [byPasskey, setByPasskey] = useState<string[]>();
  if (byPasskey) return <Done codes={byPasskey} next={next} productName={productName} email={email} />;
  if (state.done) return <Done codes={codesIn(state)} next={next} productName={productName} email={email} />;
  if (scan === null) {
    return (
      <div className="grid gap-3">
        <BeginSetUp next={next} />
        {passkeysExist && <SetUpPasskey onDone={setByPasskey} />}
      </div>
    );
  }
  return (
    <div className="grid gap-6">
      {scan}
      <StatefulForm state={state} send={send} pending={pending} label="Turn on two-factor authentication">
        <input type="hidden" name="next" value={next} />
        <CodeField hint="The six digits your app shows now." />
      </StatefulForm>
      <DropSetUp next={next} />
    </div>
  );
}

function codesIn({ details }: FormState): string[] {
  const codes = details?.codes;
  return Array.isArray(codes) ? codes.map(String) : [];
}

type DoneProps = Place & { codes: readonly string[]; productName: string; email: string };

/** With the first method come recovery codes. */
function Done({ codes, next, productName, email }: DoneProps) {
  return (
    <div className="grid gap-6" data-two-factor-on>
      <Alert variant="success">
        <AlertTitle>Two-factor authentication is on</AlertTitle>
        <AlertDescription>
          {codes.length > 0
            ? "Save these recovery codes. They're the only way in if you lose your device, and we can't show them again."
            : "Your recovery codes stay the same."}
        </AlertDescription>
      </Alert>
      {codes.length > 0 && <RecoveryCodes codes={codes} productName={productName} email={email} />}
      <Button asChild size="lg">
        <Link href={next} prefetch={false}>
          {codes.length > 0 ? "I saved my codes" : "Continue"}
        </Link>
      </Button>
    </div>
  );
}
