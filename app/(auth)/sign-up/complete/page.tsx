import { MailCheck } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { AddressCodeForm, AddressForm } from "@/components/auth/oauth/address-forms";
import { CompleteSignUpForm } from "@/components/auth/oauth/complete-sign-up-form";
import { invitationIn } from "@/components/auth/oauth/invitation-in";
import { JoinAfterProviderForm } from "@/components/auth/oauth/join-form";
import { findProfile, type KeptProfile, oauthActor, providerLabels } from "@/lib/auth";
import { now } from "@/lib/clock";
import { withoutTenant } from "@/lib/context";
import { findInvitation, usedTrialDomain } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Complete your sign-up" };

/** Asks for what's missing after a provider has identified someone: a confirmed address, then a company or an invitation. */
export default async function CompleteSignUpPage({ searchParams }: PageProps<"/sign-up/complete">) {
  const { token } = await searchParams;
  const kept =
    typeof token === "string"
      ? await withoutTenant({ actor: oauthActor }, (ctx) => findProfile(ctx, token))
      : undefined;
  if (typeof token !== "string" || !kept) redirect("/oauth/problem?reason=expired");
  const { email, emailVerified } = kept.profile;
  if (!email || !emailVerified) return <ConfirmAddress token={token} kept={kept} />;
  const invited = invitationIn(kept.choices.next);
  const invitation = invited ? await findInvitation(invited, now()) : undefined;
  if (invitation?.state === "open" && invitation.email === email) {
    return (
      <>
        <AuthHeading title={`Join ${invitation.organization}`}>
          <p>
            You'll sign in with {providerLabels[kept.provider]} as <Address>{email}</Address>.
          </p>
        </AuthHeading>
        <JoinAfterProviderForm token={token} organization={invitation.organization} />
      </>
    );
  }
  const used = await withoutTenant({ actor: oauthActor }, (ctx) => usedTrialDomain(ctx, email));
  return (
    <>
      <AuthHeading title={used ? "Create your account" : "Start your free trial"}>
        <p>
          You'll sign in with {providerLabels[kept.provider]} as <Address>{email}</Address>. Just one more question.
        </p>
      </AuthHeading>
      <CompleteSignUpForm token={token} usedTrial={used ?? null} />
      <p className="mt-4 text-muted-foreground text-xs">
        By signing up you agree to the{" "}
        <a href="/terms" className="underline underline-offset-4">
          terms
        </a>{" "}
        and the{" "}
        <a href="/privacy" className="underline underline-offset-4">
          privacy policy
        </a>
        .
      </p>
      <p className="mt-6 text-muted-foreground text-sm">
        Already have an account with another address? <AuthLink href="/sign-in">Sign in</AuthLink> and link{" "}
        {providerLabels[kept.provider]} in your settings.
      </p>
    </>
  );
}

const Address = ({ children }: { children: string }) => (
  <strong className="wrap-anywhere font-medium text-foreground">{children}</strong>
);

/** For a provider that doesn't vouch for the address. Whether it has an account is only revealed once it's confirmed. */
function ConfirmAddress({
  token,
  kept: { provider, profile, codeEmail, codeHash },
}: {
  token: string;
  kept: KeptProfile;
}) {
  const sent = codeHash !== null && codeEmail !== null;
  return (
    <>
      <AuthHeading title={sent ? "Check your inbox" : "Confirm your email address"} icon={MailCheck}>
        {sent ? (
          <p>
            We emailed a code to <Address>{codeEmail}</Address>. It works for 10 minutes.
          </p>
        ) : (
          <p>{providerLabels[provider]} didn't confirm your email address, so we'll email you a code.</p>
        )}
      </AuthHeading>
      {sent && <AddressCodeForm key={codeHash} token={token} />}
      {sent ? (
        <details className="mt-6 text-sm">
          <summary className="cursor-pointer text-muted-foreground">Didn't get a code? Send another</summary>
          <div className="pt-4">
            <AddressForm token={token} email={codeEmail} again />
          </div>
        </details>
      ) : (
        <AddressForm token={token} email={profile.email ?? ""} again={false} />
      )}
    </>
  );
}
