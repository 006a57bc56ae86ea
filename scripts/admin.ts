// npm run admin -- list | grant EMAIL | revoke EMAIL: who can open /admin.
// npm run admin -- reset-second-factor EMAIL: for someone who has lost theirs.
import { grantPlatformAdmin, listPlatformAdmins, revokePlatformAdmin } from "@/lib/admin/platform-admins";
import { emailSchema } from "@/lib/auth/input";
import { resetSecondFactor } from "@/lib/auth/second-factor/reset-second-factor";
import { type Context, withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { GatehouseError } from "@/lib/errors";

const usage = `Usage:
  npm run admin -- list
  npm run admin -- grant you@company.com
  npm run admin -- revoke you@company.com
  npm run admin -- reset-second-factor you@company.com`;

type Verb = { run: (ctx: Context, email: string) => Promise<unknown>; done: string };

const verbs: ReadonlyMap<string, Verb> = new Map([
  ["grant", { run: grantPlatformAdmin, done: "is a platform admin. Sign in and open /admin." }],
  ["revoke", { run: revokePlatformAdmin, done: "is no longer a platform admin." }],
  [
    "reset-second-factor",
    { run: resetSecondFactor, done: "no longer has a second factor and was signed out. We sent them an email." },
  ],
]);

const asOperator = <T>(work: (ctx: Context) => Promise<T>) =>
  withPlatform({ actor: { kind: "system", id: "cli" } }, work);

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof GatehouseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await closeDatabases();
}

async function run([command, address, ...rest]: string[]): Promise<number> {
  if (rest.length > 0) return explain();
  if (command === "list" && address === undefined) return list();
  const verb = command === undefined ? undefined : verbs.get(command);
  if (!verb || address === undefined) return explain();
  const email = emailSchema.safeParse(address);
  if (!email.success) return explain(`"${address}" isn't an email address.`);
  await asOperator((ctx) => verb.run(ctx, email.data));
  console.log(`${email.data} ${verb.done}`);
  return 0;
}

async function list(): Promise<number> {
  const admins = await asOperator(listPlatformAdmins);
  for (const { email, name } of admins) console.log(name ? `${email} (${name})` : email);
  if (admins.length === 0) console.log("No platform admins yet. Add one: npm run admin -- grant you@company.com");
  return 0;
}

function explain(problem?: string): number {
  console.error(problem ? `${problem}\n\n${usage}` : usage);
  return 2;
}
