import { CircleCheck, MailCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ActionButton } from "@/components/auth/action-button";
import { resendVerification } from "@/components/auth/actions";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { VerificationExpired } from "@/components/auth/verification-expired";
import { VerifyForm } from "@/components/auth/verify-form";
import { Button } from "@/components/ui/button";
import { currentSession, findVerification } from "@/lib/auth";

export const metadata: Metadata = { title: "Verify your email" };

export default async function VerifyPage({ searchParams }: PageProps<"/verify">) {
  const { token, trial, done } = await searchParams;
  if (typeof token === "string") return <OpenedLink token={token} />;
  if (done === undefined) {
    const session = await currentSession();
    return <CheckYourInbox withoutTrial={trial === "none"} email={session?.user.email} />;
  }
  return (
    <>
      <AuthHeading title="Email verified" icon={CircleCheck}>
        <p>
          {trial === "none"
            ? "Your company has already used its free trial. Choose a plan to get started."
            : "You can now invite your team, create API keys and choose a plan."}
        </p>
      </AuthHeading>
      <Button asChild size="lg" className="w-full">
        <Link href={trial === "none" ? "/billing" : "/dashboard"}>Continue</Link>
      </Button>
    </>
  );
}

/** Opening the link verifies nothing yet. */
async function OpenedLink({ token }: { token: string }) {
  const [link, session] = await Promise.all([findVerification(token), currentSession()]);
  if (!link) {
    return (
      <>
        <AuthHeading title="This link no longer works" />
        <VerificationExpired />
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Verify your email">
        <p>
          Confirm that <strong className="font-medium text-foreground">{link.email}</strong> is your address.
        </p>
      </AuthHeading>
      <VerifyForm token={token} signedIn={!session?.impersonator && session?.user.id === link.userId} />
      <p className="mt-6 text-muted-foreground text-sm">
        Didn't sign up? Don't verify: someone else used your address. To take over the account,{" "}
        <AuthLink href="/reset">reset its password</AuthLink>.
      </p>
    </>
  );
}

function CheckYourInbox({ withoutTrial, email }: { withoutTrial: boolean; email: string | undefined }) {
  return (
    <>
      <AuthHeading title="Check your inbox" icon={MailCheck}>
        <p>
          {email ? (
            <>
              Click the link we emailed to <strong className="font-medium text-foreground">{email}</strong> to verify
              your address.
            </>
          ) : (
            "Click the link we emailed you to verify your address."
          )}{" "}
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
