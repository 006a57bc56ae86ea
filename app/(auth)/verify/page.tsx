import { MailCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ActionButton } from "@/components/auth/action-button";
import { AuthHeading } from "@/components/auth/auth-heading";
import { VerifyEmail } from "@/components/auth/verify-email";
import { Button } from "@/components/ui/button";
import { resendVerification, verify } from "./actions";

export const metadata: Metadata = { title: "Verify your e-mail address" };

export default async function VerifyPage({ searchParams }: PageProps<"/verify">) {
  const { token } = await searchParams;
  if (typeof token !== "string") return <CheckYourInbox />;
  return (
    <>
      <AuthHeading title="Verify your address" />
      <VerifyEmail token={token} action={verify} />
    </>
  );
}

function CheckYourInbox() {
  return (
    <>
      <AuthHeading title="Check your inbox" icon={MailCheck}>
        <p>
          We have written to the address you gave. Follow the link in the e-mail to verify it; until then you can use
          your trial, but not invite others, make API keys or buy a plan.
        </p>
      </AuthHeading>
      <div className="grid gap-3">
        <Button asChild size="lg">
          <Link href="/onboarding">Continue to onboarding</Link>
        </Button>
        <ActionButton action={resendVerification} doneLabel="Sent again" size="lg" variant="outline">
          Send the e-mail again
        </ActionButton>
      </div>
    </>
  );
}
