import { CircleAlert, MailCheck } from "lucide-react";
import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { EmailChangeForm } from "@/components/auth/email-change-form";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { findEmailChange } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";

export const metadata: Metadata = { title: "Change email address" };

/** Opened from either of the two emails about a change of address. */
export default async function EmailChangePage({ searchParams }: PageProps<"/email-change">) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const change = await withoutTenant({ actor: { kind: "system", id: "sign_up" } }, (ctx) =>
    findEmailChange(ctx, given),
  );
  if (!change) {
    return (
      <>
        <AuthHeading title="This link no longer works" icon={CircleAlert}>
          <p>It has expired, was used, or the change was canceled. Request the change again in your settings.</p>
        </AuthHeading>
        <p className="text-sm">
          <AuthLink href="/settings?tab=account">Go to settings</AuthLink>
        </p>
      </>
    );
  }
  const { from, to, confirmed } = change;
  return (
    <>
      <AuthHeading title="Change email address" icon={MailCheck}>
        <p>
          The account <strong>{from}</strong> will sign in as <strong>{to}</strong> once both addresses have confirmed
          the change. That signs it out everywhere.
        </p>
      </AuthHeading>
      {confirmed ? (
        <Alert variant="success">
          <AlertTitle>Confirmed</AlertTitle>
          <AlertDescription>{`Now open the link we sent to ${change.side === "current" ? to : from}.`}</AlertDescription>
        </Alert>
      ) : (
        <EmailChangeForm token={given} />
      )}
    </>
  );
}
