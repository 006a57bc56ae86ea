import "server-only";
import { randomUUID } from "node:crypto";
import { access, constants, mkdir } from "node:fs/promises";
import { createTransport } from "nodemailer";
import { inspectStripe, type StripeInspection } from "@/lib/billing";
import { type Context, withPlatform } from "@/lib/context";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { queueStates, workerIsAlive } from "@/lib/jobs";
import { formatCount } from "@/lib/numbers";
import { openStorage } from "@/lib/storage";
import { codeOf, type Finding, failed, ok, reasonOf, warning } from "./finding";

/** Stripe refuses to sign, and we to accept, what is five minutes old. */
const maxSkewMs = 60 * second;

export async function checkStripe(): Promise<Finding[]> {
  const webhookUrl = new URL("/api/webhooks/stripe", env.APP_URL).toString();
  try {
    return stripeFindings(await inspectStripe(webhookUrl), webhookUrl);
  } catch (error) {
    return [stripeProblem(error)];
  }
}

function stripeProblem(error: unknown): Finding {
  const type = error instanceof Error && "type" in error ? String(error.type) : "";
  if (type === "StripeAuthenticationError") {
    return failed(
      "Stripe",
      "Stripe refuses the key.",
      "Set STRIPE_SECRET_KEY to a key of your account that isn't revoked.",
    );
  }
  if (type === "StripePermissionError") {
    return failed(
      "Stripe",
      `The restricted key lacks a right: ${reasonOf(error)}`,
      "Grant it in the Stripe dashboard.",
    );
  }
  if (env.STRIPE_SECRET_KEY) {
    return failed(
      "Stripe",
      `Stripe can't be reached: ${reasonOf(error)}`,
      "Check that this machine may connect to api.stripe.com:443.",
    );
  }
  return failed("Stripe", "The local Stripe doesn't run.", "Set STRIPE_SECRET_KEY, or start it: npm run stripe:local.");
}

function stripeFindings(
  { clockAheadMs, catalogProblems, webhook, apiVersion }: StripeInspection,
  url: string,
): Finding[] {
  return [
    ok("Stripe", `answers, API version ${apiVersion}`),
    checkClock(clockAheadMs),
    catalogProblems.length === 0
      ? ok("catalog", "Stripe has all products, prices and meters")
      : failed(
          "catalog",
          `In Stripe, ${catalogProblems.slice(0, 5).join("; ")}${more(catalogProblems.length - 5)}.`,
          "Run npm run stripe:sync.",
        ),
    checkWebhook(webhook, { url, apiVersion }),
  ];
}

const more = (count: number) => (count > 0 ? `; and ${count} more` : "");

function checkClock(aheadMs: number | undefined): Finding {
  if (aheadMs === undefined || Math.abs(aheadMs) <= maxSkewMs) return ok("clock", "agrees with Stripe's");
  const message = `This machine's clock is ${Math.round(Math.abs(aheadMs) / second)} s ${aheadMs > 0 ? "behind" : "ahead of"} Stripe's.`;
  return failed(
    "clock",
    message,
    "Synchronize it with NTP: webhooks more than five minutes old are refused, and links and codes expire wrongly.",
  );
}

function checkWebhook(
  webhook: StripeInspection["webhook"],
  { url, apiVersion }: { url: string; apiVersion: string },
): Finding {
  const check = "webhook endpoint";
  const fix = `Run npm run stripe:sync -- --webhook ${url}`;
  // The local Stripe sends its events to the stack that started it.
  if (!webhook && !env.STRIPE_SECRET_KEY) return warning(check, `Stripe sends nothing to ${url}.`, fix);
  if (!webhook)
    return failed(check, `Stripe sends nothing to ${url}.`, `${fix}, and set the STRIPE_WEBHOOK_SECRET it prints.`);
  if (!webhook.enabled) return failed(check, `${url} is disabled in Stripe.`, fix);
  if (webhook.missingEvents.length > 0) {
    const { length } = webhook.missingEvents;
    const message = `Stripe doesn't send ${webhook.missingEvents.slice(0, 5).join(", ")}${more(length - 5)}.`;
    return failed(check, message, fix);
  }
  if (webhook.apiVersion && webhook.apiVersion !== apiVersion) {
    const message = `Stripe sends events of the API version ${webhook.apiVersion}; this program reads ${apiVersion}.`;
    return warning(check, message, `Delete the endpoint in the Stripe dashboard. ${fix}`);
  }
  return ok(check, "is enabled and gets every event");
}

export async function checkMail(): Promise<Finding> {
  const check = "mail server";
  const { hostname, port } = new URL(env.SMTP_URL);
  const transport = createTransport({
    url: env.SMTP_URL,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 5_000,
  });
  try {
    await transport.verify();
    return ok(check, `${hostname} accepts the sign-in`);
  } catch (error) {
    return codeOf(error) === "EAUTH"
      ? failed(
          check,
          `${hostname} refuses the user or password: ${reasonOf(error)}`,
          "Correct SMTP_URL; percent-encode the password.",
        )
      : failed(
          check,
          `${hostname}:${port} doesn't answer: ${reasonOf(error)}`,
          "Correct SMTP_URL, or allow connections to it.",
        );
  } finally {
    transport.close();
  }
}

/** Writes a file, reads it and removes it. */
export async function checkStorage(): Promise<Finding[]> {
  const key = `${randomUUID()}/${randomUUID()}`;
  const findings: Finding[] = [];
  try {
    const storage = openStorage(env.STORAGE_URL);
    await storage.put(key, Buffer.from("doctor"));
    const stored = await storage.get(key);
    await storage.remove(key);
    if (stored?.toString() !== "doctor" && Buffer.from(stored ?? []).toString() !== "doctor")
      throw new Error("it lost a file");
    findings.push(ok("file storage", "can be written and read"));
  } catch (error) {
    findings.push(
      failed(
        "file storage",
        `STORAGE_URL can't be used: ${reasonOf(error)}`,
        "Give this process's user the right to write there, or correct it.",
      ),
    );
  }
  return [...findings, ...(env.EXPORT_DIR ? [await checkExportFolder(env.EXPORT_DIR)] : [])];
}

async function checkExportFolder(folder: string): Promise<Finding> {
  const check = "export folder";
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK);
    return ok(check, folder);
  } catch (error) {
    return failed(
      check,
      `EXPORT_DIR can't be used: ${reasonOf(error)}`,
      "Give this process's user the right to write there.",
    );
  }
}

/** For a database that the other checks found good. */
export const checkWorker = (): Promise<Finding[]> =>
  withPlatform({ actor: { kind: "system", id: "cli" } }, async (ctx) => [await heartbeat(ctx), await lastRuns(ctx)]);

async function heartbeat(ctx: Context): Promise<Finding> {
  return (await workerIsAlive(ctx))
    ? ok("worker", "is running")
    : failed(
        "worker",
        "No worker has been heard of for 45 seconds: emails, syncs and reports wait.",
        "Start one: npm run worker.",
      );
}

async function lastRuns(ctx: Context): Promise<Finding> {
  const check = "jobs";
  const states = await queueStates(ctx);
  const given = states.filter(({ failed: count }) => count > 0);
  if (given.length === 0) return ok(check, "none has failed for good");
  const names = given.map(({ name, failed: count }) => `${name} (${formatCount(count, "job")})`).join(", ");
  return warning(check, `Failed: ${names}.`, "See /admin/jobs: each says why, and can be retried.");
}
