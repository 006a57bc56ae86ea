import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { currentSession } from "@/lib/auth";
import { catalog, trialDays } from "@/lib/catalog";
import { now } from "@/lib/clock";
import { formatDate } from "@/lib/dates";
import { trialOffer } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Start your free trial" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  if (await currentSession()) redirect("/dashboard");
  const { plan: asked } = await searchParams;
  const { plan, endsAt } = trialOffer(catalog, typeof asked === "string" ? asked : undefined, now());
  return (
    <>
      <AuthHeading title="Start your free trial">
        <p>
          {trialDays(catalog, plan)} days of <strong className="font-medium text-foreground">{plan.name}</strong>, until{" "}
          {formatDate(endsAt)}. No credit card required.
        </p>
      </AuthHeading>
      <SignUpForm plan={plan.key} />
      <p className="mt-4 text-muted-foreground text-xs">
        By starting a trial you agree to the{" "}
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
        Already have an account? <AuthLink href="/sign-in">Sign in</AuthLink>
      </p>
    </>
  );
}
