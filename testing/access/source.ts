import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listedActions } from "../listed-actions";

/**
 * Who may call each server action, as far as its source says, in the words of `docs/access.md`. What it leaves out (confirmation, and
 * rules inside the verbs) the suite in `e2e/security` tests on the running server.
 */
export function declaredActions(): Record<string, string> {
  return Object.fromEntries(
    Object.keys(listedActions).map((action) => {
      const [file = "", name = ""] = action.split("#");
      const body = withHelpers(file, name);
      const guard = Object.entries(guards).find(([verb]) => new RegExp(`\\b${verb}\\(`).test(body));
      return [action, callerIn(guard ? readFileSync(guard[1], "utf8") : body)];
    }),
  );
}

/** An action, with what it calls of its own file and of files next to it, such as a wrapper that all actions of a product share. */
function withHelpers(file: string, name: string): string {
  const source = readFileSync(file, "utf8");
  const body = bodyOf(source, name);
  const helpers = [...source.matchAll(/import \{ ([^}]+) \} from "(\.[^"]+)";/g)].flatMap(
    ([, names = "", path = ""]) => {
      const helper = join(dirname(file), `${path}.ts`);
      const used = names.split(", ").filter((each) => new RegExp(`\\b${each}\\(`).test(body));
      return existsSync(helper) ? used.map((each) => bodyOf(readFileSync(helper, "utf8"), each)) : [];
    },
  );
  return [body, ...helpers].join("\n");
}

/** What the actions call to find out who calls, where they don't do it themselves. */
const guards: Readonly<Record<string, string>> = {
  closeOrganization: "lib/tenancy/organizations/close-organization.ts",
  beginLinking: "lib/auth/oauth/begin.ts",
};

/** Who gets to see each page by its route, as far as its source or a module that it imports says. */
export const declaredPages = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync("app", { recursive: true, encoding: "utf8" })
      .filter((file) => /(^|\/)page\.tsx$/.test(file))
      .map((file) => [routeOf(file), declaredPage(`app/${file}`)]),
  );

/** `(app)/usage/page.tsx` → `/usage`. */
const routeOf = (file: string): string =>
  `/${file
    .split("/")
    .slice(0, -1)
    .filter((segment) => !segment.startsWith("("))
    .join("/")}`;

function declaredPage(file: string): string {
  const source = readFileSync(file, "utf8");
  const imported = [...source.matchAll(/from "@\/((?:products|components\/admin)\/[^"]+)"/g)].flatMap(
    ([, path = ""]) => {
      const found = [`${path}.tsx`, `${path}/index.tsx`, `${path}.ts`].find((each) => existsSync(each));
      return found ? [readFileSync(found, "utf8")] : [];
    },
  );
  return [source, ...imported].map(pageIn).find((words) => words !== undefined) ?? "anyone or any person";
}

function pageIn(source: string): string | undefined {
  if (/\badminPage\(/.test(source)) return "platform admin";
  const options = /\bmemberPage\(\s*(\{[^}]*\})/.exec(source)?.[1];
  return options === undefined ? undefined : [rolesIn(options), needIn(options)].filter(Boolean).join("; ");
}

/** An exported function, with the functions of its file that it calls, and those that they call. */
function bodyOf(source: string, name: string): string {
  const functions = new Map(
    source.split(/^(?=(?:export )?(?:async )?(?:function|const) )/m).flatMap((part): [string, string][] => {
      const named = /^(?:export )?(?:async )?(?:function|const) (\w+)/.exec(part)?.[1];
      return named ? [[named, part]] : [];
    }),
  );
  const called = new Set([name]);
  for (const each of called) {
    for (const [, other = ""] of functions.get(each)?.matchAll(/\b(\w+)\b/g) ?? []) {
      if (functions.has(other)) called.add(other);
    }
  }
  return [...called].map((each) => functions.get(each) ?? "").join("\n");
}

function callerIn(body: string): string {
  if (/\b(asPlatformAdmin|asBillingAdmin)\b/.test(body)) return "platform admin";
  if (/\basPayer\(/.test(body)) return "owner, admin, billing; verified";
  if (/\basMember\(/.test(body)) {
    return [rolesIn(body), /verified: true/.test(body) && "verified", needIn(body)].filter(Boolean).join("; ");
  }
  return /\b(asPerson|requirePerson|requireSession|confirmWith\w+|confirmIdentity|sendConfirmationCode)\b/.test(body)
    ? "any person"
    : "anyone";
}

/** Where lists of roles have names. */
const namedRoles: ReadonlyMap<string, string> = new Map(
  [
    "lib/tenancy/members/roles.ts",
    "lib/billing/access/roles.ts",
    ...readdirSync("products").map((product) => `products/${product}/pages/permissions.ts`),
  ]
    .filter((file) => existsSync(file))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/export const (\w+)[^=]*= (\[[^\]]*\])/g)])
    .map(([, name = "", roles = ""]) => [name, roles]),
);

function rolesIn(text: string): string {
  const roles = /\broles(?::| =) (\w+|\[[^\]]*\])/.exec(text)?.[1];
  if (roles === undefined) return "any member";
  return [...(namedRoles.get(roles) ?? roles).matchAll(/"(\w+)"/g)].map(([, role]) => role).join(", ") || roles;
}

function needIn(text: string): string | undefined {
  const need = /\bneed: "(read|write)"/.exec(text)?.[1];
  return need && { read: "not suspended", write: "not read-only" }[need];
}
