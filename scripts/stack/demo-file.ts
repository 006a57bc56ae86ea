import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Seeded } from "@/seed";
import type { Settings } from "./settings";

/** The contents of demo.json: where the running stack is and how to sign in, for tests and tools. */
export type DemoFile = Seeded & {
  url: string;
  urls: Record<"app" | "pricing" | "signIn" | "admin" | "health" | "mail" | "stripe", string | null>;
  processId: number;
};

export const seedFile = (dataDir: string) => join(dataDir, "seed.json");

export function demoFile(settings: Settings, seed: Seeded | undefined): DemoFile {
  if (!seed) throw new Error("The seed script wrote no sign-ins.");
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

/** Readable by its owner only, because it contains passwords and a platform key. */
export const writeDemoFile = (dataDir: string, file: DemoFile) =>
  writeFile(join(dataDir, "demo.json"), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });

/** From this file, `npm run time`, `db:seed` and others read how to reach the running stack. */
export const writeEnvironmentFile = (dataDir: string, variables: Record<string, string>) =>
  writeFile(
    join(dataDir, "environment"),
    `${Object.entries(variables)
      .map(([key, value]) => `${key}='${value}'`)
      .join("\n")}\n`,
    { mode: 0o600 },
  );

export const removeEnvironmentFile = (dataDir: string) => rm(join(dataDir, "environment"), { force: true });
