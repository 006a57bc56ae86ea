import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { DemoAuthenticator } from "@/components/time-machine/demo-authenticator";
import { PasskeySignIn } from "@/components/two-factor/passkey-sign-in";
import { SecondStepForm } from "@/components/two-factor/second-step-form";
import { currentSession, nextPath } from "@/lib/auth";
import { secondStep } from "@/lib/auth/sign-in/second-step";

export const metadata: Metadata = { title: "Two-factor authentication" };

/** The second step of a sign-in. */
export default async function TwoFactorPage({ searchParams }: PageProps<"/two-factor">) {
  const { next, method } = await searchParams;
  const path = nextPath(typeof next === "string" ? next : undefined);
  const step = await secondStep();
  if (!step) redirect((await currentSession()) ? path : `/sign-in?next=${encodeURIComponent(path)}`);
  const recovery = method === "recovery" || step.factors.totpSince === null;
  const here = `/two-factor?next=${encodeURIComponent(path)}`;
  return (
    <>
      <AuthHeading title={recovery ? "Use a recovery code" : "Enter your code"} icon={KeyRound}>
        <p>
          {recovery
            ? "Enter one of the codes you saved when you turned on two-factor authentication."
            : `Open your authenticator app and enter the code it shows for ${step.email}.`}
        </p>
      </AuthHeading>
      <SecondStepForm key={recovery ? "recovery" : "code"} next={path} recovery={recovery} />
      {step.factors.passkeys.length > 0 && <PasskeySignIn next={path} />}
      <p className="mt-6 flex flex-wrap gap-x-4 gap-y-2 text-muted-foreground text-sm">
        {step.factors.totpSince !== null && (
          <AuthLink href={recovery ? here : `${here}&method=recovery`}>
            {recovery ? "Use your authenticator app" : "Use a recovery code"}
          </AuthLink>
        )}
        <AuthLink href={`/sign-in?next=${encodeURIComponent(path)}`}>Sign in with another account</AuthLink>
      </p>
      <DemoAuthenticator />
    </>
  );
}
