import { randomBytes, randomInt } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Created at the first start and stored with the data they protect. */
export type Secrets = {
  authSecret: string;
  auditKey: string;
  encryptionKey: string;
  webhookSecret: string;
  password: string;
};

export async function storedSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json");
  const stored = await readJson<Partial<Secrets>>(file);
  const secrets: Secrets = {
    authSecret: process.env.AUTH_SECRET || stored?.authSecret || randomBytes(33).toString("base64url"),
    auditKey: process.env.AUDIT_KEY || stored?.auditKey || randomBytes(33).toString("base64url"),
    encryptionKey: process.env.ENCRYPTION_KEY || stored?.encryptionKey || randomBytes(33).toString("base64url"),
    webhookSecret:
      process.env.STRIPE_WEBHOOK_SECRET || stored?.webhookSecret || `whsec_${randomBytes(24).toString("hex")}`,
    password: stored?.password || passphrase(),
  };
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** The file's JSON; undefined if there is no such file. */
export async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const words =
  "anvil basin cedar delta ember fjord grove harbor inlet jetty kiln larch maple north oxide pier quartz ridge slate timber umber valley wharf yarrow zinc".split(
    " ",
  );

/** Easy to type, and different on every machine. */
const passphrase = () =>
  `${[...Array(3)].map(() => words[randomInt(words.length)]).join("-")}-${randomInt(1000, 9999)}`;
