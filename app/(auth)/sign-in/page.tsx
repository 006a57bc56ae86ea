import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { ProviderButtons } from "@/components/auth/oauth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SingleSignOnLink } from "@/components/auth/single-sign-on/single-sign-on-link";
import { PasskeySignIn } from "@/components/two-factor/passkey-sign-in";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { currentSession, nextPath, passkeysExist } from "@/lib/auth";
import { sellsSso } from "@/lib/single-sign-on";

export const metadata: Metadata = { title: "Sign in" };

const notices: Readonly<Record<string, string>> = {
  password: "Password changed. Sign in with your new password.",
  email: "Email address changed. Sign in with your new address.",
  deleted: "Your account was deleted.",
  everywhere: "You're signed out everywhere.",
  "single-sign-on": "You're signed out of every session that your company's single sign-on opened.",
  impersonation: "Your session ended, and your support session with it. Sign in again.",
};

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, notice } = await searchParams;
  const path = nextPath(typeof next === "string" ? next : undefined);
  if (await currentSession()) redirect(path);
  const words = typeof notice === "string" ? notices[notice] : undefined;
  return (
    <>
      <AuthHeading title="Sign in">
        <p>Welcome back.</p>
      </AuthHeading>
      {words && (
        <Alert variant="success" className="mb-6">
          <CircleCheck aria-hidden />
          <AlertDescription>{words}</AlertDescription>
        </Alert>
      )}
      <SignInForm next={path} />
      {sellsSso() && <SingleSignOnLink next={path} />}
      {passkeysExist() && <PasskeySignIn next={path} autofill />}
      <ProviderButtons query={{ next: path }} />
      <p className="mt-6 text-muted-foreground text-sm">
        New here? <AuthLink href="/sign-up">Start a free trial</AuthLink>
      </p>
    </>
  );
}
