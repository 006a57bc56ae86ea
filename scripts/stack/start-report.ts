import { totpCode } from "@/lib/auth/second-factor/totp";
import type { DemoFile } from "./demo-file";
import type { Settings } from "./settings";

const roles = {
  platformAdmin: "platform admin",
  paying: "paying customer",
  trialing: "on trial",
  expired: "trial ended",
} as const;

const testCards = [
  ["4242 4242 4242 4242", "succeeds"],
  ["4000 0000 0000 0002", "is declined"],
  ["4000 0000 0000 0341", "is saved, then declined when it is charged"],
  ["4000 0025 0000 3155", "asks for 3D Secure"],
] as const;

/** What the demo prints once it runs: where everything is, how to sign in, pay, move time and stop. */
export function startReport(
  { urls, signIns, platformKey, authenticatorKey }: DemoFile,
  settings: Settings,
  now: Date,
): string {
  const { password } = signIns.platformAdmin;
  return [
    ...section("Open", [
      ["App", urls.app],
      ["Platform admin", urls.admin],
      ["API reference", `${urls.app}/docs/api`],
      ["Emails sent", urls.mail],
      ["Local Stripe", urls.stripe],
    ]),
    ...section(`Sign in at ${urls.signIn}, password ${password}`, [
      ...signInRows(signIns),
      [
        "admin's code now",
        `${totpCode(authenticatorKey, now)}${urls.stripe ? "; later ones at the bottom right of the page that asks for it" : ""}`,
      ],
      ["admin's app key", authenticatorKey],
    ]),
    ...(urls.stripe ? section("Pay with a test card, any future date and any CVC", testCards) : []),
    ...section("Try", [
      ["Move time forward", urls.stripe && "npm run time -- +14d"],
      ["Report usage", `POST ${urls.app}/api/v1/usage/track`],
      ["Platform key", platformKey],
      ["Data, logs, demo.json", settings.dataDir],
      ["Stop", "Ctrl-C. Your data is kept; delete the data folder to start over."],
    ]),
    ...settings.moved.map((line) => `  Note: ${line}`),
  ].join("\n");
}

function signInRows(signIns: DemoFile["signIns"]): [string, string][] {
  const rows = Object.entries(roles) as [keyof typeof roles, string][];
  return rows.map(([key, role]) => {
    const { email, organization } = signIns[key];
    return [role, organization ? `${email.padEnd(40)}${organization}` : email];
  });
}

/** Rows without a value are left out: a service of your own has no local address. */
function section(title: string, rows: readonly (readonly [string, string | null])[]): string[] {
  const lines = rows.flatMap(([name, value]) => (value ? [`    ${name.padEnd(24)}${value}`] : []));
  return [`  ${title}`, ...lines, ""];
}
