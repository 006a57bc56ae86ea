import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { DemoAuthenticator } from "@/components/time-machine/demo-authenticator";
import { ConfirmForm } from "@/components/two-factor/confirm-form";
import { QrCode } from "@/components/two-factor/qr-code";
import { SetUp } from "@/components/two-factor/set-up-form";
import { currentSession, nextPath, passkeysExist, twoFactorSetUpPath } from "@/lib/auth";
import { catalog } from "@/lib/catalog";
import { type SetUpFacts, setUpFacts } from "@/lib/settings";

export const metadata: Metadata = { title: "Set up two-factor authentication" };

/** Where two-factor authentication is set up: from the settings, or because it is required to go on. */
export default async function SetUpPage({ searchParams }: PageProps<"/two-factor/set-up">) {
  const { next } = await searchParams;
  const path = nextPath(typeof next === "string" ? next : undefined);
  const here = twoFactorSetUpPath(path);
  const session = await currentSession();
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  if (session.impersonator) redirect("/dashboard");
  const facts = await setUpFacts(session);
  // Someone who has a second factor, in a session without it, only has to show it.
  const shown = facts.has && !facts.strong ? path : here;
  return (
    <>
      <AuthHeading title={titleOf(facts)} icon={ShieldCheck}>
        {facts.step !== "scan" && <p>{introOf(facts)}</p>}
      </AuthHeading>
      {facts.step === "confirm" && <ConfirmForm next={shown} by={facts.confirmBy} email={session.user.email} />}
      {facts.step !== "confirm" && (
        <SetUp
          next={path}
          scan={facts.step === "scan" ? <Scan {...facts} /> : null}
          passkeysExist={passkeysExist()}
          productName={catalog.name}
          email={session.user.email}
        />
      )}
      {facts.required === null && facts.step !== "scan" && (
        <p className="mt-6 text-sm">
          <AuthLink href={path}>Not now</AuthLink>
        </p>
      )}
      <DemoAuthenticator />
    </>
  );
}

function titleOf({ step, has }: SetUpFacts): string {
  if (step === "confirm") return "Confirm it's you";
  return has ? "Add an authenticator app" : "Add a second step";
}

function introOf({ step, has, required, confirmBy }: SetUpFacts): string {
  if (step === "confirm")
    return confirmBy === "password" ? "Enter your password to continue." : "Enter a code to continue.";
  if (has) return "An app you already use keeps working until the new one is confirmed.";
  return `${required ? `${required} ` : ""}You'll enter a code from an app on your phone when you sign in, so a stolen password isn't enough.`;
}

function Scan({ uri, secret }: Extract<SetUpFacts, { step: "scan" }>) {
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-muted-foreground">
        Scan this QR code with your authenticator app, then enter the code it shows.
      </p>
      <QrCode text={uri} label="QR code for your authenticator app" />
      <details className="text-sm">
        <summary className="cursor-pointer text-muted-foreground">Can't scan it? Enter this key</summary>
        <code className="mt-2 block break-all rounded-md border bg-muted/50 px-3 py-2 font-mono text-sm" data-totp-key>
          {secret.match(/.{1,4}/g)?.join(" ")}
        </code>
        <a href={uri} className="mt-2 inline-block underline underline-offset-4">
          Open in an app on this device
        </a>
      </details>
    </div>
  );
}
