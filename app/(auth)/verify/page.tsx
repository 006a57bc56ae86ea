import { MailCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ActionButton } from "@/components/auth/action-button";
import { resendVerification } from "@/components/auth/actions";
import { AuthHeading } from "@/components/auth/auth-heading";
import { VerifyEmail } from "@/components/auth/verify-email";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Verify your email" };

export default async function VerifyPage({ searchParams }: PageProps<"/verify">) {
  const { token, trial } = await searchParams;
  if (typeof token !== "string") return <CheckYourInbox withoutTrial={trial === "none"} />;
  return (
    <>
      <AuthHeading title="Verify your email" />
      <VerifyEmail token={token} />
    </>
  );
}

function CheckYourInbox({ withoutTrial }: { withoutTrial: boolean }) {
  return (
    <>
      <AuthHeading title="Check your inbox" icon={MailCheck}>
        <p>
          Click the link we emailed you to verify your address.{" "}
          {withoutTrial
            ? "Then choose a plan to get started."
            : "Until then you can use your trial, but you can't invite teammates, create API keys or buy a plan."}
        </p>
      </AuthHeading>
      <div className="grid gap-3">
        <Button asChild size="lg">
          <Link href="/onboarding">{withoutTrial ? "Continue" : "Continue to onboarding"}</Link>
        </Button>
        <ActionButton action={resendVerification} doneLabel="Email sent" size="lg" variant="outline">
          Resend email
        </ActionButton>
      </div>
    </>
  );
}
