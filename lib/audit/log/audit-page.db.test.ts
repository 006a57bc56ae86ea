import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, withPlatform, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem, asUser } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { type AuditAction, type AuditFilter, auditCsv, auditFilterSchema, auditPage, recordAudit } from "../index";

const now = new Date("2026-11-15T12:00:00Z");

type Row = {
  organizationId: string;
  actor?: Actor;
  action?: AuditAction;
  at?: Date;
  subject?: string;
  details?: object;
};

const write = ({ organizationId, actor = asSystem("seed"), action = "team.member_invited", at = now, ...rest }: Row) =>
  withTenant({ organizationId, actor, now: at }, (ctx) =>
    recordAudit(ctx, { organizationId, action, ...rest, details: { ...rest.details } }),
  );

const find = (query: Record<string, string>) =>
  withPlatform({ actor: asSystem(), now }, (ctx) => auditPage(ctx, auditFilterSchema.parse(query)));
const actionsOf = async (query: Record<string, string>) => (await find(query)).rows.map(({ action }) => action);

let acme: { id: string; ownerId: string };
let other: { id: string };
let support: { id: string; email: string };

beforeAll(async () => {
  acme = await newOrganization({ name: "Acme 100% Tools" });
  other = await newOrganization({ name: "Other Works" });
  support = await newUser({ platformAdmin: true, email: "support@vendor.example" });
  const owner = asUser(acme.ownerId);
  await write({ organizationId: acme.id, actor: owner, subject: "mei@acme.example", at: addDays(now, -200) });
  await write({ organizationId: acme.id, actor: owner, action: "team.role_changed", details: { to: "Müller_1" } });
  await write({
    organizationId: acme.id,
    actor: { kind: "user", id: acme.ownerId, impersonatorId: support.id },
    action: "plant.created",
  });
  await write({ organizationId: other.id, action: "billing.payment_failed", details: { invoice: "in_77" } });
});

describe("the audit log's page", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["by action", { action: "team.role_changed" }, ["team.role_changed"]],
    ["by area", { action: "billing.*" }, ["billing.payment_failed"]],
    ["by a support admin's email", { actor: "support@vendor" }, ["plant.created"]],
    ["by another actor", { actor: "seed" }, ["billing.payment_failed"]],
    [
      "by part of an organization's name, taken literally",
      { organization: "100% tools" },
      ["plant.created", "team.role_changed", "team.member_invited"],
    ],
    ["by details", { search: "müller_1" }, ["team.role_changed"]],
    ["by a value in the details", { search: "in_77" }, ["billing.payment_failed"]],
    ["by target, further back only with a start date", { search: "mei@acme" }, []],
    ["by target with a start date", { search: "mei@acme", from: "2026-01-01" }, ["team.member_invited"]],
    ["by time", { to: "2026-11-14", organization: "100% tools" }, ["team.member_invited"]],
    ["by support sessions", { support: "1" }, ["plant.created"]],
    ["by nothing that exists", { organization: "no such" }, []],
  ])("finds rows %s", async (_what, query, actions) => {
    expect(await actionsOf(query)).toEqual(actions);
  });

  it("finds everything of a person, and names everyone", async () => {
    const { rows } = await find({ organization: acme.id, action: "plant.created" });
    expect(rows).toMatchObject([
      {
        organization: "Acme 100% Tools",
        actor: { id: acme.ownerId },
        impersonator: { email: "support@vendor.example" },
      },
    ]);
  });

  it("keeps to its filter from page to page, and shows each row once", async () => {
    const { id } = await newOrganization();
    for (let index = 0; index < 7; index += 1) await write({ organizationId: id, details: { index } });
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const filter: AuditFilter = { ...auditFilterSchema.parse({ organization: id }), after };
      const page = await withPlatform({ actor: asSystem() }, (ctx) => auditPage(ctx, filter, 3));
      seen.push(...page.rows.map(({ details }) => details.index));
      after = page.next;
    } while (after);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  it.each(["", "x", "2026-01-01", "2026-01-01T00:00:00Z~nothing~1", "'; drop table audit_log"])(
    "starts at the beginning for what isn't a cursor: %j",
    async (after) => {
      expect((await find({ organization: other.id, after })).rows).toHaveLength(1);
    },
  );

  it("still shows an organization that was deleted", async () => {
    const id = uuidv7();
    await write({ organizationId: id });
    expect((await find({ organization: id })).rows).toMatchObject([{ organizationId: id, organization: null }]);
  });
});

describe("the CSV file", () => {
  it("has what the filter finds, with text that a spreadsheet can't run", async () => {
    const { id } = await newOrganization({ name: "=cmd()" });
    await write({ organizationId: id, subject: '=HYPERLINK("http://evil")', details: { note: 'a "quoted", text' } });
    await write({ organizationId: id, action: "billing.payment_failed" });
    const filter = auditFilterSchema.parse({ organization: id, action: "team.*" });
    const chunks: string[] = [];
    for await (const chunk of auditCsv(asSystem(), filter)) chunks.push(chunk);
    const [head, row, ...rest] = chunks.join("").trimEnd().split("\n");
    expect(rest).toEqual([]);
    expect(head).toContain("time,organization_id,organization,row,action");
    expect(row).toContain("'=cmd(),1,team.member_invited,system,seed");
    expect(row).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(row).toContain('"{""note"":""a \\""quoted\\"", text""}"');
  });
});
