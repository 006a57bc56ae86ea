"use client";

import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { verify } from "./actions";

/**
 * Redeems the link only once the page is open in a browser: mail scanners fetch every link they see, and must neither use
 * it up nor verify an address its owner has never opened.
 */
export function VerifyEmail({ token }: { token: string }) {
  const started = useRef(false);
  const [outcome, setOutcome] = useState<{ trialRefused: boolean } | { problem: string }>();
  const { run } = useAction(verify, {
    done: setOutcome,
    failed: ({ message }) => {
      setOutcome({ problem: message });
      return true;
    },
  });
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    run({ token });
  }, [run, token]);
  if (outcome) return "problem" in outcome ? <Problem message={outcome.problem} /> : <Verified {...outcome} />;
  return (
    <p role="status" className="flex items-center gap-3 text-muted-foreground">
      <LoaderCircle className="size-4 animate-spin" aria-hidden /> Verifying your email…
    </p>
  );
}

function Verified({ trialRefused }: { trialRefused: boolean }) {
  return (
    <div className="grid gap-5">
      <Alert variant="success">
        <CircleCheck aria-hidden />
        <AlertTitle>Email verified</AlertTitle>
        <AlertDescription>
          {trialRefused
            ? "Your company has already used its free trial. Choose a plan to get started."
            : "You can now invite your team, create API keys and choose a plan."}
        </AlertDescription>
      </Alert>
      <Button asChild size="lg">
        <Link href={trialRefused ? "/billing" : "/dashboard"}>Continue</Link>
      </Button>
    </div>
  );
}

function Problem({ message }: { message: string }) {
  return (
    <div className="grid gap-5">
      <Alert variant="destructive">
        <CircleAlert aria-hidden />
        <AlertDescription>{message}</AlertDescription>
      </Alert>
      <Button asChild size="lg" variant="outline">
        <Link href="/verify">Get a new link</Link>
      </Button>
    </div>
  );
}
