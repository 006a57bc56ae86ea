import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Seeded } from "@/seed";
import { say, sinceStart } from "./progress";
import type { Settings } from "./settings";
export type DemoFile = Seeded & {
  url: string;
  urls: Record<"app" | "pricing" | "signIn" | "admin" | "health" | "mail" | "stripe", string | null>;
  processId: number;
};

export const seedFile = (dataDir: string) => join(dataDir, "seed.json");

export function demoFile(settings: Settings, seed: Seeded | undefined): DemoFile {
  if (!seed) throw new Error("the seed wrote nothing");
  const { appUrl: url, ports, stripeSecretKey, smtpUrl } = settings;
  return {
    url,
    urls: {
      app: url,
      pricing: `${url}/pricing`,
      signIn: `${url}/sign-in`,
      admin: `${url}/admin`,
      health: `${url}/api/health`,
      mail: smtpUrl ? null : `http://localhost:${ports.mail}`,
      stripe: stripeSecretKey ? null : `http://localhost:${ports.stripe}`,
    },
    ...seed,
    processId: process.pid,
  };
}

/** Sign-ins and a key are in it: for its owner's eyes. */
export const writeDemoFile = (dataDir: string, file: DemoFile) =>
  writeFile(join(dataDir, "demo.json"), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });

/** By which `npm run db:migrate`, `db:seed` or `stripe:sync` find the running stack. */
export const writeEnvironmentFile = (dataDir: string, variables: Record<string, string>) =>
  writeFile(
    join(dataDir, "environment"),
    `${Object.entries(variables)
      .map(([key, value]) => `${key}='${value}'`)
      .join("\n")}\n`,
    { mode: 0o600 },
  );

export const forgetEnvironmentFile = (dataDir: string) => rm(join(dataDir, "environment"), { force: true });

export function printAddresses({ urls, signIns, platformKey }: DemoFile, settings: Settings): void {
  const row = (name: string, value: string) => say(`  ${name.padEnd(24)}${value}`);
  say(`\nGatehouse is ready, after ${sinceStart()}.\n`);
  for (const line of settings.moved) say(`  (${line})`);
  row("App", urls.app ?? "");
  row("Admin", urls.admin ?? "");
  if (urls.mail) row("Mail it sent", urls.mail);
  if (urls.stripe) row("Local Stripe", `${urls.stripe}   4242 4242 4242 4242 pays, 4000 0000 0000 0002 declines`);
  say("\n  Sign in as");
  const roles = {
    platformAdmin: "platform admin",
    paying: "paying customer",
    trialing: "on trial",
    expired: "trial over",
  };
  for (const [key, title] of Object.entries(roles) as [keyof typeof roles, string][]) {
    const { email, password } = signIns[key];
    row(title, `${email.padEnd(40)}${password}`);
  }
  say("");
  row("Platform key", platformKey);
  row("Data, logs, demo.json", settings.dataDir);
  say("\n  Ctrl-C ends all of it.\n");
}
