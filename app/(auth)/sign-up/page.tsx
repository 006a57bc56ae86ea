import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { AuthLink } from "@/components/auth/auth-link";
import { ProviderButtons } from "@/components/auth/oauth/provider-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { planPath } from "@/components/billing/plan/plan-path";
import { currencyCookie } from "@/components/marketing/preferred-currency";
import { currentSession } from "@/lib/auth";
import { catalog, trialDays } from "@/lib/catalog";
import { now } from "@/lib/clock";
import { formatUtcDate } from "@/lib/dates";
import { chosenCurrency, chosenInterval, trialOffer } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Start your free trial" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const asked = await searchParams;
  const { plan, endsAt } = trialOffer(catalog, textOf(asked.plan), now());
  const interval = chosenInterval(catalog, plan, textOf(asked.interval));
  const currency = chosenCurrency(catalog, textOf(asked.currency) ?? (await cookies()).get(currencyCookie)?.value);
  const purchase =
    asked.plan === undefined ? undefined : planPath(plan.key, interval ?? undefined, currency ?? undefined);
  if (await currentSession()) redirect(purchase ?? "/dashboard");
  return (
    <>
      <SignUpForm
        plan={plan.key}
        interval={interval}
        currency={currency}
        link={textOf(asked.link)}
        offer={
          <p>
            {trialDays(catalog, plan)} days of <strong className="font-medium text-foreground">{plan.name}</strong>,
            until {formatUtcDate(endsAt)}. No credit card required.
            {interval === "year" && " You chose annual billing, which starts only if you buy."}
          </p>
        }
      />
      <ProviderButtons query={{ next: purchase, plan: plan.key, interval, currency, link: textOf(asked.link) }} />

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
        Already have an account?{" "}
        <AuthLink href={purchase ? `/sign-in?next=${encodeURIComponent(purchase)}` : "/sign-in"}>Sign in</AuthLink>
      </p>
    </>
  );
}

const textOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
