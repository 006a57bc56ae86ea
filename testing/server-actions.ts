import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { emptyForm } from "@/lib/form-state";
import { product } from "@/lib/products";

/** Who calls an action: a member in an organization, a person about their own account, a platform admin, or anyone. */
export type Caller = "member" | "person" | "admin" | "anyone";

/** What a test sends. `input` passes the action's own checks, so that only permission can refuse it. */
export type ServerAction = {
  caller: Caller;
  input?: unknown;
  /** It is the action of a form, which works without script, with these fields. */
  fields?: Readonly<Record<string, string>>;
  supportSession?: true;
};

const id = "01990000-0000-7000-8000-000000000001";
const of = (caller: Caller, names: string[]) => Object.fromEntries(names.map((name) => [name, { caller }]));
const credential = { id: "x", rawId: "x", type: "public-key", clientExtensionResults: {} };
const newPasskey = { ...credential, response: { clientDataJSON: "x", attestationObject: "x" } };
const passkeyProof = { ...credential, response: { clientDataJSON: "x", authenticatorData: "x", signature: "x" } };
const plant = { name: "Ohio Works", location: "", timeZone: "UTC" };

/** Every server action, as `file#name`. A test fails for one that isn't listed. */
export const listedActions: Readonly<Record<string, ServerAction>> = {
  "app/(onboarding)/onboarding/actions.ts#saveOrganization": {
    caller: "member",
    fields: {
      name: "Acme",
      ...Object.fromEntries(product.questions.map(({ key, choices }) => [`profile.${key}`, choices[0]?.value ?? ""])),
    },
  },
  "app/(onboarding)/onboarding/actions.ts#finish": {
    caller: "member",
    fields: { ...plant, inviteEmail: "new@example.com" },
  },
  "components/billing/plan/actions.ts#beginCheckout": {
    caller: "member",
    fields: { plan: "professional", interval: "month" },
  },
  "components/team/actions.ts#invite": { caller: "member", input: { email: "new@example.com", role: "owner" } },
  "components/team/actions.ts#resend": { caller: "member", input: { invitationId: id } },
  "components/team/actions.ts#revoke": { caller: "member", input: { invitationId: id } },
  "components/team/actions.ts#changeRole": { caller: "member", input: { userId: id, role: "owner" } },
  "components/team/actions.ts#remove": { caller: "member", input: { userId: id } },
  "components/team/actions.ts#leave": { caller: "member" },
  "components/settings/actions.ts#saveOrganizationName": { caller: "member", input: { name: "Renamed" } },
  "components/settings/actions.ts#saveTwoFactorRequirement": { caller: "member", input: { required: true } },
  "components/settings/actions.ts#createKey": { caller: "member", input: { name: "Mine" } },
  "components/settings/actions.ts#rotateKey": { caller: "member", input: { keyId: id, overlapHours: 1 } },
  "components/settings/actions.ts#revokeKey": { caller: "member", input: { keyId: id } },
  "components/settings/directory/actions.ts#createToken": { caller: "member" },
  "components/settings/directory/actions.ts#revokeToken": { caller: "member", input: { keyId: id } },
  "components/settings/actions.ts#deleteOrganization": {
    caller: "member",
    input: { name: "Acme", password: "correct horse battery" },
  },
  "components/settings/actions.ts#savePersonName": { caller: "person", input: { name: "Eve" } },
  "components/settings/actions.ts#saveEmailPreference": {
    caller: "person",
    input: { category: "trial", wanted: false },
  },
  "components/settings/actions.ts#changePassword": {
    caller: "person",
    input: { current: "correct horse battery", password: "a whole new password" },
  },
  "components/settings/account/actions.ts#changeEmail": { caller: "person", input: { email: "new@example.com" } },
  "components/settings/account/actions.ts#keepEmail": { caller: "person" },
  "components/settings/account/actions.ts#deleteOwnAccount": { caller: "person", input: { email: "x@example.com" } },
  "components/two-factor/actions.ts#confirmOnPage": { caller: "person", fields: { password: "correct horse battery" } },
  "components/two-factor/actions.ts#confirmInDialog": {
    caller: "person",
    input: { password: "correct horse battery" },
  },
  "components/two-factor/actions.ts#emailConfirmationCode": { caller: "person" },
  "components/settings/actions.ts#emailPasswordLink": { caller: "person" },
  "components/settings/linked-accounts/actions.ts#linkAccount": { caller: "person", input: { provider: "google" } },
  "components/settings/linked-accounts/actions.ts#removeLinkedAccount": {
    caller: "person",
    input: { provider: "google" },
  },
  "components/two-factor/actions.ts#readConfirmationMethods": { caller: "person" },
  "components/two-factor/actions.ts#beginSetUp": { caller: "person", fields: { next: "/settings" } },
  "components/two-factor/actions.ts#dropSetUp": { caller: "person", fields: { next: "/settings" } },
  "components/two-factor/actions.ts#finishSetUp": { caller: "person", fields: { code: "123456" } },
  "components/two-factor/actions.ts#removeAuthenticator": { caller: "person" },
  "components/two-factor/actions.ts#createRecoveryCodes": { caller: "person" },
  "components/two-factor/actions.ts#removePasskey": { caller: "person", input: { id: "x" } },
  "components/two-factor/actions.ts#savePasskeyName": { caller: "person", input: { id: "x", name: "Phone" } },
  "components/two-factor/actions.ts#beginPasskey": { caller: "person" },
  "components/two-factor/actions.ts#finishPasskey": { caller: "person", input: { response: newPasskey } },
  "components/two-factor/actions.ts#beginPasskeyConfirmation": { caller: "person" },
  "components/two-factor/actions.ts#finishPasskeyConfirmation": { caller: "person", input: { response: passkeyProof } },
  "components/settings/actions.ts#endSession": { caller: "person", input: { sessionId: id } },
  "components/settings/actions.ts#signOutEverywhere": { caller: "person" },
  "components/billing/payment/actions.ts#beginCardUpdate": { caller: "member" },
  "components/billing/payment/actions.ts#payWhatIsDue": { caller: "member", input: { amount: 100, currency: "usd" } },
  "components/billing/payment/actions.ts#finishCardUpdate": { caller: "member", input: { setupIntent: "seti_1" } },
  "products/unison/pages/actions.ts#addPlant": { caller: "member", input: plant, supportSession: true },
  "products/unison/pages/actions.ts#savePlant": { caller: "member", input: { ...plant, id }, supportSession: true },
  "products/unison/pages/actions.ts#removePlant": { caller: "member", input: { id }, supportSession: true },
  "products/unison/pages/actions.ts#addWorkOrder": { caller: "member", input: {}, supportSession: true },
  "products/unison/pages/actions.ts#saveWorkOrder": { caller: "member", input: {}, supportSession: true },
  "products/unison/pages/actions.ts#putInLane": { caller: "member", input: {}, supportSession: true },
  "products/unison/pages/actions.ts#removeWorkOrder": { caller: "member", input: { id }, supportSession: true },
  ...of("anyone", [
    "components/auth/actions.ts#signIn",
    "components/auth/actions.ts#signInWithCode",
    "components/auth/oauth/actions.ts#emailAddressCode",
    "components/auth/oauth/actions.ts#confirmAddressCode",
    "components/auth/oauth/actions.ts#completeSignUp",
    "components/auth/oauth/actions.ts#joinAfterProvider",
    "components/auth/actions.ts#confirmNewEmail",
    "components/auth/actions.ts#beginPasskeySignIn",
    "components/auth/actions.ts#finishPasskeySignIn",
    "components/time-machine/actions.ts#readDemoCode",
    "components/auth/actions.ts#startTrial",
    "components/auth/actions.ts#trialUsedBy",
    "components/auth/actions.ts#verify",
    "components/auth/actions.ts#resendVerification",
    "components/auth/actions.ts#sendResetLink",
    "components/auth/actions.ts#setNewPassword",
    "components/auth/actions.ts#join",
    "components/shell/actions.ts#signOut",
    "components/shell/actions.ts#endImpersonation",
    "components/shell/actions.ts#switchOrganization",
    "components/trial/dismiss-banner.ts#dismissBanner",
  ]),
  "components/auth/actions.ts#accept": { caller: "person", fields: { token: "x".repeat(43) } },
  "components/auth/actions.ts#switchAccount": { caller: "person", fields: { token: "x".repeat(43) } },
  ...of("admin", [
    "components/admin/alerts/actions.ts#acknowledgeAlert",
    "components/admin/alerts/actions.ts#muteAlerts",
    "components/admin/alerts/actions.ts#unmuteAlerts",
    "components/admin/alerts/actions.ts#setThreshold",
    "components/admin/exports/actions.ts#exportNow",
    "components/admin/support-sessions/actions.ts#endSupportSession",
    "components/admin/jobs/actions.ts#retryJob",
    "components/admin/jobs/actions.ts#runNow",
    "components/admin/organizations/list/actions.ts#saveView",
    "components/admin/organizations/list/actions.ts#deleteView",
    "components/admin/organizations/actions.ts#extendTrial",
    "components/admin/organizations/actions.ts#setTrial",
    "components/admin/organizations/actions.ts#syncNow",
    "components/admin/organizations/actions.ts#endSessions",
    "components/admin/organizations/actions.ts#resendEmail",
    "components/admin/organizations/actions.ts#addNote",
    "components/admin/organizations/actions.ts#pinNote",
    "components/admin/organizations/actions.ts#deleteNote",
    "components/admin/organizations/actions.ts#scheduleDeletion",
    "components/admin/organizations/actions.ts#callOffDeletion",
    "components/admin/organizations/actions.ts#previewPlan",
    "components/admin/organizations/actions.ts#changePlan",
    "components/admin/organizations/actions.ts#cancelPlan",
    "components/admin/organizations/actions.ts#resumePlan",
    "components/admin/organizations/actions.ts#giveComplimentaryPlan",
    "components/admin/organizations/actions.ts#creditInvoice",
    "components/admin/organizations/actions.ts#suspendOrganization",
    "components/admin/organizations/actions.ts#reactivateOrganization",
    "components/admin/organizations/actions.ts#setExternalId",
    "components/admin/organizations/actions.ts#grantOverride",
    "components/admin/organizations/actions.ts#revokeOverride",
    "components/admin/organizations/actions.ts#impersonate",
    "components/admin/platform-keys/actions.ts#createKey",
    "components/admin/platform-keys/actions.ts#rotateKey",
    "components/admin/platform-keys/actions.ts#revokeKey",
    "components/admin/reconciliation/actions.ts#reconcile",
    "components/admin/reconciliation/actions.ts#verify",
    "components/admin/stripe-events/actions.ts#replay",
    "components/admin/webhooks/actions.ts#createEndpoint",
    "components/admin/webhooks/actions.ts#changeEndpoint",
    "components/admin/webhooks/actions.ts#rotateSecret",
    "components/admin/webhooks/actions.ts#deleteEndpoint",
    "components/admin/webhooks/actions.ts#sendTest",
    "components/admin/webhooks/actions.ts#resendDelivery",
  ]),
};

/** The server actions that exist, as `file#name`. */
export function actionsInSource(): string[] {
  const files = ["app", "components", "products", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => join(folder, file)),
  );
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    if (!text.startsWith('"use server"')) {
      // An action inside of another module would escape this list.
      if (/^\s*["']use server["']/m.test(text)) throw new Error(`${file}: move its server actions to an actions.ts`);
      return [];
    }
    return [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => `${file}#${name}`);
  });
}

type Action = (...given: unknown[]) => Promise<unknown>;

/** Why an action refused. */
export type Refusal = { refused: boolean; reason?: unknown; message?: string };

/** Calls a listed action as a page does that names `organization`. */
export async function callAction(listed: string, organization: unknown): Promise<Refusal> {
  const { caller, input, fields } = listedActions[listed] ?? { caller: "anyone" };
  const [file, name = ""] = listed.split("#");
  const module: Record<string, Action> = await import(`${process.cwd()}/${file}`);
  const action = module[name];
  if (!action) throw new Error(`no server action ${listed}`);
  if (fields)
    return refusalOfForm(await action(emptyForm, formOf(fields, caller === "member" ? organization : undefined)));
  return refusalOf(await action(...(caller === "person" ? [input] : [organization, input])));
}

function formOf(fields: Readonly<Record<string, string>>, organization: unknown): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (typeof organization === "string") form.set("organization", organization);
  return form;
}

const resultSchema = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    error: z.object({ message: z.string(), details: z.record(z.string(), z.unknown()) }),
  }),
]);

function refusalOf(answer: unknown): Refusal {
  const result = resultSchema.parse(answer);
  if (result.ok) return { refused: false };
  const { message, details } = result.error;
  return { refused: true, reason: details.reason, message };
}

const formSchema = z.object({
  details: z.record(z.string(), z.unknown()).optional(),
  problem: z.string().optional(),
  done: z.boolean().optional(),
});

function refusalOfForm(answer: unknown): Refusal {
  const { details, problem, done } = formSchema.parse(answer);
  if (done) return { refused: false };
  return { refused: true, reason: details?.reason, ...(problem === undefined ? {} : { message: problem }) };
}
