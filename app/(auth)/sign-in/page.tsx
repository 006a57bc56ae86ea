import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { currentSession, nextPath } from "@/lib/auth";
import { signIn } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

const notices: Readonly<Record<string, string>> = {
  password: "Your new password is set and you were signed out everywhere. Sign in with it.",
  everywhere: "You are signed out everywhere.",
  impersonation: "Your own session has ended, and with it the one in which you acted for a customer. Sign in again.",
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
      <SignInForm action={signIn.bind(null, path)} />
      <p className="mt-6 text-muted-foreground text-sm">
        New here? <AuthLink href="/sign-up">Start a free trial</AuthLink>
      </p>
    </>
  );
}
