import "./support/environment";
import { expect, test } from "@playwright/test";
import type { Operation } from "@/lib/api/operation";
import { listedOperations } from "@/lib/api/operations";
import { listedActions } from "@/testing/listed-actions";
import { type BuiltAction, builtActions, callAction, type Outcome, submitForm } from "./support/actions";
import { adminArguments } from "./support/admin-inputs";
import { sql } from "./support/database";
import { naughtyStrings, nextStrings } from "./support/naughty";
import { bodyOf, type Named, pathOf, queryOf } from "./support/request-of";
import { textFieldsOf } from "./support/sample";
import { each, send } from "./support/send";
import { type Caller, newWorld, type World } from "./support/world";

let world: World;
let actions: BuiltAction[];
/** Other products' actions aren't there. */
const served = () => actions.filter((action) => action.served);
test.beforeAll(async () => {
  world = await newWorld();
  actions = builtActions({ id: world.subject, token: "x".repeat(43), section: "churn", month: "2026-10" });
});

const callerNamed = (name: string): Caller => {
  const caller = world.callers.find((one) => one.name === name);
  if (!caller) throw new Error(`no caller ${name}`);
  return caller;
};

/** How many strings of the list each field gets. */
const perField = 16;

/** Who an operation lets in. */
const allowed: Readonly<Record<Operation["caller"], string>> = {
  member: "owner",
  download: "owner",
  admin: "a platform admin",
  admin_reader: "a platform key",
  platform: "a platform key",
  reader: "a platform key",
  writer: "a platform key",
  anyone: "an anonymous visitor",
};

test("no text that an operation is sent makes it fail", async () => {
  const wrong: unknown[] = [];
  await each(listedOperations, async ({ id, operation }) => {
    const { kind, headers } = callerNamed(allowed[operation.caller]);
    const named: Named = {
      path: {
        id: operation.path.includes("reservations") ? world.reservation : world.subject,
        userId: world.subjectOwnerId,
      },
      ...(kind === "platform_key" ? { organization: world.externalId } : {}),
    };
    const check = async (field: string, text: string, path: string, body?: unknown) => {
      const json = { "content-type": "application/json" };
      const method = operation.method.toUpperCase();
      const sent =
        body === undefined
          ? { method, headers }
          : { method, headers: { ...headers, ...json }, body: JSON.stringify(body) };
      const { status, text: answer } = await send(path, sent);
      if (status >= 500) wrong.push({ id, field, text: text.slice(0, 80), status, answer: answer.slice(0, 200) });
    };
    for (const field of operation.body ? textFieldsOf(operation.body) : []) {
      for (const text of nextStrings(perField)) {
        await check(field, text, `${pathOf(operation, named)}${queryOf(operation, named)}`, {
          ...bodyOf(operation, named),
          [field]: text,
        });
      }
    }
    for (const field of operation.query ? textFieldsOf(operation.query) : []) {
      for (const text of nextStrings(perField)) {
        const query = new URLSearchParams(queryOf(operation, named));
        // A URL can't be that long.
        query.set(field, text.slice(0, 2_000));
        await check(field, text, `${pathOf(operation, named)}?${query}`, bodyOf(operation, named));
      }
    }
    for (const field of Object.keys(operation.params?.shape ?? {})) {
      for (const text of nextStrings(4)) {
        const path = { ...named.path, [field]: text.slice(0, 2_000).replace(/\p{Cs}/gu, "") };
        await check(field, text, pathOf(operation, { ...named, path }), bodyOf(operation, named));
      }
    }
  });
  expect(wrong).toEqual([]);
});

/** The fields of the forms that anyone may send. */
const publicFields = [
  "email",
  "password",
  "name",
  "company",
  "token",
  "next",
  "code",
  "plan",
  "interval",
  "currency",
  "link",
];

test("no text that a form is sent makes it fail", async () => {
  const wrong: unknown[] = [];
  const callers = {
    member: "owner",
    person: "the owner of a suspended organization",
    admin: "a platform admin",
  } as const;
  await each(served(), async (action) => {
    const { caller, fields, input } = listedActions[action.name] ?? { caller: "anyone" };
    const { headers } = callerNamed(caller === "anyone" ? "an anonymous visitor" : callers[caller]);
    const check = async (field: string, text: string, outcome: Outcome) => {
      if (outcome.status < 500 && outcome.code !== "internal" && !outcome.text.includes("went wrong on our end"))
        return;
      wrong.push({
        action: action.name,
        field,
        given: text.slice(0, 80),
        ...outcome,
        text: outcome.text.slice(0, 300),
      });
    };
    if (caller === "anyone") {
      for (const text of nextStrings(4)) {
        const form = Object.fromEntries(publicFields.map((field) => [field, text.slice(0, 1_000)]));
        await check("every field", text, await submitForm(action, form, headers));
        await check(
          "the input",
          text,
          await callAction(action, [{ email: text.slice(0, 9_000), key: text.slice(0, 3_000) }], headers),
        );
      }
      return;
    }
    const place: Record<string, string> = caller === "member" ? { organization: world.home } : {};
    for (const field of fields ? Object.keys(fields) : []) {
      for (const text of nextStrings(6)) {
        await check(field, text, await submitForm(action, { ...fields, ...place, [field]: text }, headers));
      }
    }
    if (fields) return;
    const args =
      caller === "admin"
        ? adminArguments(action.name, world.subject)
        : [...(caller === "member" ? [world.home] : []), input ?? {}];
    const last = { ...Object(args.at(-1)) };
    for (const [field, value] of Object.entries(last)) {
      if (typeof value !== "string") continue;
      for (const text of nextStrings(6)) {
        const given = [...args.slice(0, -1), { ...last, [field]: text }];
        await check(field, text, await callAction(action, given, headers));
      }
    }
  });
  expect(wrong).toEqual([]);
});

/** Each of the three stores takes a third of the list. Every save renders a page again. */
const perStore = 180;

/** Where text is stored: how it is sent, and how it is read again. */
type Store = {
  field: string;
  save: (text: string) => Promise<Outcome>;
  read: () => Promise<string[]>;
  /** Each text replaces the one before. */
  replaces?: true;
};

test("text that is stored comes back as it was sent, or is refused; and pages show it as text", async () => {
  const owner = callerNamed("owner");
  const admin = callerNamed("a platform admin");
  const action = (name: string): BuiltAction => {
    const found = actions.find((each) => each.name === name);
    if (!found) throw new Error(`no action ${name}`);
    return found;
  };
  const texts = (rows: readonly Record<string, unknown>[]) => rows.map(({ text }) => String(text));
  const { home, subject } = world;
  const stores: Store[] = [
    {
      field: "the name of a plant",
      save: (name) =>
        callAction(
          action("products/unison/pages/actions.ts#addPlant"),
          [home, { name, location: "", timeZone: "UTC" }],
          owner.headers,
        ),
      read: async () => texts(await sql`select name as text from plants where organization_id = ${home}`),
    },
    {
      field: "an admin's note",
      save: (text) =>
        callAction(
          action("components/admin/organizations/actions.ts#addNote"),
          [subject, { text, pinned: false }],
          admin.headers,
        ),
      read: async () => texts(await sql`select text from organization_notes where organization_id = ${subject}`),
    },
    {
      field: "the organization's name",
      replaces: true,
      save: (name) =>
        callAction(action("components/settings/actions.ts#saveOrganizationName"), [home, { name }], owner.headers),
      read: async () => texts(await sql`select name as text from organizations where id = ${home}`),
    },
  ];
  const wrong: unknown[] = [];
  for (const { field, save, read, replaces } of stores) {
    const taken: string[] = [];
    const missing = async () => {
      const stored = new Set(await read());
      for (const text of taken.splice(0))
        if (!stored.has(text.trim())) wrong.push({ field, text: text.slice(0, 80), stored: false });
    };
    await each(
      nextStrings(perStore),
      async (text) => {
        const { status, code, text: answer } = await save(text);
        if (status >= 500 || code === "internal")
          wrong.push({ field, text: text.slice(0, 80), answer: answer.slice(0, 200) });
        if (code === undefined) taken.push(text);
        if (replaces) await missing();
      },
      replaces ? 1 : 4,
    );
    await missing();
  }
  expect(wrong).toEqual([]);
  const shown = [
    ["/plants", owner],
    ["/settings", owner],
    [`/admin/organizations/${subject}`, admin],
  ] as const;
  const markup = naughtyStrings.map((text) => text.trim()).filter((text) => /<[a-z!/?]/i.test(text));
  for (const [path, { headers }] of shown) {
    const { status, text } = await send(path, { headers });
    expect([path, status]).toEqual([path, 200]);
    expect(markup.filter((each) => text.includes(each))).toEqual([]);
  }
});
