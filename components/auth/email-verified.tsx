import { CircleAlert, CircleCheck } from "lucide-react";
import Link from "next/link";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

export function EmailVerified({ trialRefused }: { trialRefused: boolean }) {
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

export function VerificationExpired() {
  return (
    <div className="grid gap-5">
      <Alert variant="destructive">
        <CircleAlert aria-hidden />
        <AlertDescription>This link has expired or was already used. Request a new one.</AlertDescription>
      </Alert>
      <Button asChild size="lg" variant="outline">
        <Link href="/verify">Get a new link</Link>
      </Button>
    </div>
  );
}
