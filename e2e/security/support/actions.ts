import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { defaultProduct } from "@/products/default-product";
import { type Answered, type Sent, send } from "./send";

/** A server action of the production build. `served`: some page of the product that the stack sells has it. */
export type BuiltAction = { id: string; name: string; page: string; served: boolean };

/** A build has the pages of all products. */
const unserved = readdirSync("products", { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== defaultProduct)
  .map(({ name }) => name);

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ workers: z.record(z.string(), z.unknown()), filename: z.string(), exportedName: z.string() }),
  ),
});

/** Every server action of the build, as `file#name`, with a page that has it. */
export function builtActions(named: Readonly<Record<string, string>>): BuiltAction[] {
  const { node } = manifestSchema.parse(
    JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")),
  );
  return Object.entries(node).map(([id, { workers, filename, exportedName }]) => {
    const served = Object.keys(workers).filter((worker) => !unserved.some((name) => worker.includes(`/(${name})/`)));
    const pages = served.length > 0 ? served : Object.keys(workers);
    return {
      id,
      name: `${filename}#${exportedName}`,
      page: pageOf(pages, named),
      served: served.length > 0,
    };
  });
}

/** The path of a page, with values for its variable segments; one without any if there is. */
function pageOf(workers: readonly string[], named: Readonly<Record<string, string>>): string {
  const paths = workers.map((worker) =>
    worker
      .replace(/^app/, "")
      .replace(/\/page$/, "")
      .replaceAll(/\/\([^)]+\)/g, ""),
  );
  const path = paths.find((each) => !each.includes("[")) ?? paths[0] ?? "/";
  return (
    path.replace(/^\/site\/\[product\]/, "").replaceAll(/\[(\w+)\]/g, (_, name: string) => named[name] ?? "x") || "/"
  );
}

/** What an action returned or threw, as far as its answer says. */
export type Outcome = { status: number; code?: string | undefined; reason?: string | undefined; text: string };

/** Calls an action as the browser does, with arguments that JSON can hold. */
export const callAction = (action: BuiltAction, args: readonly unknown[], headers: Readonly<Record<string, string>>) =>
  post(action, {
    body: JSON.stringify(args.map(escaped)),
    headers: { ...headers, "content-type": "text/plain;charset=UTF-8" },
  });

/** Calls the action of a form with these fields, as the browser does with script. */
export function submitForm(
  action: BuiltAction,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(`_1_${name}`, value);
  body.set("0", JSON.stringify([{ values: {}, errors: {} }, "$K1"]));
  return post(action, { body, headers });
}

/** Sends any body to an action. */
export async function post({ id, page }: BuiltAction, { headers, ...sent }: Sent): Promise<Outcome> {
  return outcomeOf(
    await send(page, {
      ...sent,
      method: "POST",
      headers: { ...headers, accept: "text/x-component", "next-action": id },
    }),
  );
}

/** React's reply format gives strings that begin with `$` a meaning. */
function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("$") ? `$${value}` : value;
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, escaped(each)]));
}

const failureSchema = z.object({
  error: z.object({ code: z.string(), details: z.object({ reason: z.string().optional() }).loose() }),
});
const formFailureSchema = z.object({
  problem: z.string().optional(),
  details: z.object({ reason: z.string() }).loose(),
});

/** From the rows of React's answer. */
function outcomeOf({ status, text }: Answered): Outcome {
  for (const row of text.split("\n")) {
    const value = parsed(row.slice(row.indexOf(":") + 1));
    const failure = failureSchema.safeParse(value);
    if (failure.success)
      return { status, code: failure.data.error.code, reason: failure.data.error.details.reason, text };
    const form = formFailureSchema.safeParse(value);
    if (form.success) return { status, reason: form.data.details.reason, text };
  }
  return { status, text };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
