import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { emptyForm } from "@/lib/form-state";
import { product } from "@/lib/products";
import { listedActions } from "./listed-actions";

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
  if (fields) {
    const form = formOf({ ...fields, ...profileOf(listed) }, caller === "member" ? organization : undefined);
    return refusalOfForm(await action(emptyForm, form));
  }
  return refusalOf(await action(...(caller === "person" ? [input] : [organization, input])));
}

/** The answers to the product's questions. */
const profileOf = (listed: string) =>
  listed.endsWith("#saveOrganization")
    ? Object.fromEntries(product.questions.map(({ key, choices }) => [`profile.${key}`, choices[0]?.value ?? ""]))
    : {};

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
