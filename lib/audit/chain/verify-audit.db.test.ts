import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { auditPersonal } from "@/db/schema";
import { alertBrokenAudit } from "@/lib/alerts";
import { withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization } from "@/testing/factories";
import {
  acknowledgeBreak,
  checkAudit,
  erasePersonal,
  platformChain,
  recordAudit,
  trimChain,
  verifyAudit,
  withPersonal,
} from "../index";
import { chainHash, genesisHash } from "./chain";

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
afterAll(() => owner.end());
// As at the start: nothing is logged, nothing was verified.
beforeEach(() => owner`truncate audit_log, audit_heads, alerts cascade`);

const append = (organizationId: string, index = 0) =>
  inOrganization(organizationId, (ctx) =>
    recordAudit(ctx, { organizationId, action: "plant.created", details: { index } }),
  );

async function organizationWithRows(rows = 3): Promise<string> {
  const { id } = await newOrganization();
  for (let index = 0; index < rows; index += 1) await append(id, index);
  return id;
}

const check = () => withPlatform({ actor: asSystem() }, checkAudit);
const verify = () => verifyAudit({ actor: asSystem(), now: new Date() });
const breaksOf = ({ breaks }: Awaited<ReturnType<typeof check>>) =>
  breaks.map(({ organizationId, seq, problem }) => ({ organizationId, seq, problem }));

/** Rows as an earlier release wrote them: without a key, and without a sealed end. */
async function organizationFromBefore(rows = 3): Promise<string> {
  const { id } = await newOrganization();
  let previousHash = genesisHash;
  for (let seq = 1; seq <= rows; seq += 1) previousHash = await insertUnkeyed(id, seq, previousHash);
  return id;
}

async function insertUnkeyed(organizationId: string, seq: number, previousHash: string): Promise<string> {
  const entry = {
    organizationId,
    seq,
    action: "plant.created",
    actorKind: "system",
    actorId: "seed",
    impersonatorId: null,
    subject: null,
    details: { seq },
    occurredAt: new Date("2026-01-01T00:00:00Z"),
  };
  const hash = chainHash(previousHash, entry);
  await owner`insert into audit_log (organization_id, seq, action, actor_kind, actor_id, details, occurred_at, previous_hash, hash)
    values (${organizationId}, ${seq}, ${entry.action}, ${entry.actorKind}, ${entry.actorId}, ${owner.json(entry.details)},
      ${entry.occurredAt}, ${previousHash}, ${hash})`;
  return hash;
}

describe("verifying the audit log", () => {
  it("finds it intact, and says so in the platform's own chain", async () => {
    await organizationWithRows();
    await organizationWithRows(1);
    expect(await verify()).toMatchObject({ chains: 2, rows: 4, broken: 0, breaks: [], chainsDeleted: 0 });
    expect(await verify()).toMatchObject({ chains: 3, rows: 5, broken: 0 });
    const [row] = await owner`select details from audit_log where organization_id = ${platformChain} and seq = 1`;
    expect(row?.details).toMatchObject({ chains: 2, rows: 4, broken: 0 });
  });

  it.each([
    ["a detail was changed", `update audit_log set details = '{"index": 99}' where seq = 2`, 2, "row_changed"],
    ["a row was deleted", "delete from audit_log where seq = 2", 2, "row_missing"],
    ["the first row was deleted", "delete from audit_log where seq = 1", 1, "row_missing"],
    ["the newest row was deleted", "delete from audit_log where seq = 3", 3, "rows_deleted"],
    ["all rows were deleted", "delete from audit_log where true", 1, "rows_deleted"],
    ["a link was changed", "update audit_log set previous_hash = repeat('f', 64) where seq = 2", 2, "link_changed"],
    ["another key is named", "update audit_log set key_id = 'nothing' where seq = 3", 3, "unknown_key"],
    ["the sealed end was deleted", "delete from audit_heads where true", 3, "end_missing"],
    ["the sealed end was moved", "update audit_heads set seq = 2 where true", 3, "end_changed"],
  ])("names the first broken row where %s", async (_what, statement, seq, problem) => {
    const intact = await organizationWithRows();
    const broken = await organizationWithRows();
    await verify();
    await owner.unsafe(`${statement} and organization_id = '${broken}'`);
    const found = await check();
    expect(breaksOf(found)).toEqual([{ organizationId: broken, seq, problem }]);
    expect(found.breaks.map(({ organizationId }) => organizationId)).not.toContain(intact);
  });

  it("finds a row that was written into the database without the key", async () => {
    const id = await organizationWithRows(2);
    await verify();
    const [last] = await owner`select hash from audit_log where organization_id = ${id} and seq = 2`;
    await insertUnkeyed(id, 3, last?.hash);
    expect(breaksOf(await check())).toEqual([{ organizationId: id, seq: 3, problem: "row_without_key" }]);
    await append(id);
    expect(breaksOf(await check())).toEqual([{ organizationId: id, seq: 3, problem: "row_without_key" }]);
  });

  it("finds that the newest rows were deleted, also after another one was written", async () => {
    const id = await organizationWithRows(4);
    await owner`delete from audit_log where organization_id = ${id} and seq > 2`;
    await append(id);
    expect(breaksOf(await check())).toEqual([{ organizationId: id, seq: 3, problem: "row_missing" }]);
  });

  it("finds that everything of an organization was deleted, the sealed end too", async () => {
    const id = await organizationWithRows();
    await organizationWithRows();
    await verify();
    await owner`delete from audit_log where organization_id = ${id}`;
    await owner`delete from audit_heads where organization_id = ${id}`;
    expect(await check()).toMatchObject({ broken: 0, chainsDeleted: 1 });
  });

  it("isn't disturbed by rows that are appended meanwhile", async () => {
    const id = await organizationWithRows();
    const [found] = await Promise.all([check(), ...Array.from({ length: 10 }, (_, index) => append(id, index))]);
    expect(found.broken).toBe(0);
    expect((await check()).rows).toBe(13);
  });
});

describe("rows from before the key", () => {
  it("stay verifiable, and are sealed by the first verification", async () => {
    const idle = await organizationFromBefore();
    const used = await organizationFromBefore();
    await append(used);
    expect(await verify()).toMatchObject({ broken: 0, unsealed: [{ unkeyedUntil: 3 }, { unkeyedUntil: 3 }] });
    expect(await check()).toMatchObject({ broken: 0, unsealed: [] });
    for (const id of [idle, used]) await append(id);
    expect(await check()).toMatchObject({ broken: 0, unsealed: [] });
  });

  it("can't be made up once the others are sealed", async () => {
    await organizationFromBefore();
    await verify();
    const forged = await organizationFromBefore(1);
    expect(breaksOf(await check())).toMatchObject([{ organizationId: forged, seq: 1, problem: "row_without_key" }]);
  });

  it("can't be made up by someone who also writes that nothing was verified yet", async () => {
    const id = await organizationWithRows(2);
    await verify();
    await verify();
    const [last] = await owner`select hash from audit_log where organization_id = ${id} and seq = 2`;
    await insertUnkeyed(id, 3, last?.hash);
    const [own] = await owner`select hash, key_id from audit_log where organization_id = ${platformChain} and seq = 2`;
    for (const [seq, keyId] of [
      [3, null],
      [4, own?.key_id],
    ]) {
      await owner`insert into audit_log (organization_id, seq, action, actor_kind, actor_id, details, occurred_at, key_id, previous_hash, hash)
        values (${platformChain}, ${seq}, 'audit.verified', 'system', 'worker', '{}', now(), ${keyId}, ${own?.hash}, '')`;
    }
    expect(breaksOf(await verify())).toContainEqual({ organizationId: id, seq: 3, problem: "row_without_key" });
    expect(breaksOf(await check())).toContainEqual({ organizationId: id, seq: 3, problem: "row_without_key" });
  });

  it("may follow rows with a key, while processes of two releases run", async () => {
    const id = await organizationWithRows(2);
    const [last] = await owner`select hash from audit_log where organization_id = ${id} and seq = 2`;
    await insertUnkeyed(id, 3, last?.hash);
    expect(await check()).toMatchObject({ broken: 0 });
    await append(id);
    expect(await verify()).toMatchObject({ broken: 0 });
    expect(await check()).toMatchObject({ broken: 0, unsealed: [] });
  });

  it("are found changed, before and after they are sealed", async () => {
    const id = await organizationFromBefore();
    await owner`update audit_log set actor_id = 'eve' where organization_id = ${id} and seq = 2`;
    const broken = [{ organizationId: id, seq: 2, problem: "row_changed" }];
    expect(breaksOf(await verify())).toEqual(broken);
    expect(breaksOf(await check())).toEqual(broken);
  });
});

describe("a break that was found", () => {
  it("raises an alert that names it, and one only", async () => {
    const id = await organizationWithRows();
    await owner`update audit_log set actor_id = 'eve' where organization_id = ${id} and seq = 2`;
    for (let night = 0; night < 2; night += 1) {
      const found = await verify();
      await withPlatform({ actor: asSystem() }, (ctx) => alertBrokenAudit(ctx, found));
    }
    const alerts = await owner`select kind, title, text from alerts`;
    expect(alerts).toMatchObject([{ kind: "audit_broken", title: "The audit log is broken at row 2" }]);
    expect(alerts[0]?.text).toContain(`Organization ${id}, row 2: the row's content was changed.`);
  });

  it.each([
    ["a changed row", "update audit_log set actor_id = 'eve' where seq = 2", 2],
    ["a deleted row", "delete from audit_log where seq = 2", 2],
    ["deleted newest rows", "delete from audit_log where seq > 2", 3],
    ["a deleted end", "delete from audit_heads where true", 4],
    ["a changed end", "update audit_heads set seq = 2 where true", 4],
  ])("is passed over once it is acknowledged, and the next one is found: %s", async (_what, statement, seq) => {
    const id = await organizationWithRows(4);
    await owner.unsafe(`${statement} and organization_id = '${id}'`);
    const found = await verify();
    await withPlatform({ actor: asSystem() }, (ctx) => alertBrokenAudit(ctx, found));
    await withPlatform({ actor: asSystem("cli") }, (ctx) =>
      acknowledgeBreak(ctx, { organizationId: id, seq, reason: "restored from a backup" }),
    );
    const after = await verify();
    expect(after).toMatchObject({ broken: 0 });
    await withPlatform({ actor: asSystem() }, (ctx) => alertBrokenAudit(ctx, after));
    expect(await owner`select 1 from alerts where resolved_at is null`).toHaveLength(0);
    await append(id);
    await owner`update audit_log set actor_id = 'eve' where organization_id = ${id}
      and seq = (select max(seq) from audit_log where organization_id = ${id})`;
    expect(await check()).toMatchObject({ broken: 1 });
  });

  it("can't be acknowledged where there is none", async () => {
    const id = await organizationWithRows();
    const acknowledged = withPlatform({ actor: asSystem("cli") }, (ctx) =>
      acknowledgeBreak(ctx, { organizationId: id, seq: 1, reason: "nothing" }),
    );
    await expect(acknowledged).rejects.toMatchObject({ code: "conflict" });
  });

  it("can't be acknowledged by a row without the key", async () => {
    const id = await organizationWithRows();
    await verify();
    await owner`update audit_log set actor_id = 'eve' where organization_id = ${id} and seq = 2`;
    const [row] = await owner`select hash from audit_log where organization_id = ${id} and seq = 2`;
    const details = { organization: id, seq: 2, hash: row?.hash };
    await owner`insert into audit_log (organization_id, seq, action, actor_kind, actor_id, details, occurred_at, previous_hash, hash)
      values (${platformChain}, 99, 'audit.break_acknowledged', 'system', 'cli', ${owner.json(details)}, now(), '', '')`;
    expect(breaksOf(await check())).toContainEqual({ organizationId: id, seq: 2, problem: "row_changed" });
  });
});

describe("what a row says about a person", () => {
  async function organizationAbout(email: string): Promise<string> {
    const { id } = await newOrganization();
    await inOrganization(id, (ctx) =>
      recordAudit(ctx, {
        organizationId: id,
        action: "team.member_invited",
        personal: { personId: null, email, facts: { address: "203.0.113.7" } },
      }),
    );
    await append(id);
    return id;
  }

  it("isn't in the sealed row, and can't be changed unnoticed", async () => {
    const id = await organizationAbout("mei@acme.example");
    const [row] = await owner`select subject, details from audit_log where organization_id = ${id} and seq = 1`;
    expect(JSON.stringify(row)).not.toMatch(/mei@acme|203\.0/);
    expect((await check()).broken).toBe(0);
    await owner`update audit_personal set email = 'someone.else@acme.example' where organization_id = ${id}`;
    expect(breaksOf(await check())).toEqual([{ organizationId: id, seq: 1, problem: "personal_changed" }]);
  });

  it("can't be added to a row that was sealed without", async () => {
    const id = await organizationWithRows(2);
    await inOrganization(id, ({ tx, now }) =>
      tx.insert(auditPersonal).values({
        ...{ organizationId: id, seq: 2, email: "eve@acme.example", facts: { index: 99 }, salt: "", occurredAt: now },
      }),
    );
    expect(breaksOf(await check())).toEqual([{ organizationId: id, seq: 2, problem: "personal_changed" }]);
  });

  it("can't stand in for a sealed detail", () => {
    const row = { subject: null, details: { index: 1, personal: "digest" } };
    const shown = withPersonal(row, { email: "mei@acme.example", facts: { index: 99, comment: "Bye" } });
    expect(shown).toEqual({ subject: "mei@acme.example", details: { index: 1, comment: "Bye" } });
  });

  it("can be erased without a trace in the chain", async () => {
    const id = await organizationAbout("mei@acme.example");
    const erase = withPlatform({ actor: asSystem() }, (ctx) =>
      erasePersonal(ctx, { personId: crypto.randomUUID(), emails: ["mei@acme.example"] }),
    );
    expect(await erase).toBe(1);
    expect((await check()).broken).toBe(0);
    const [left] = await owner`select count(*)::int as rows from audit_log where organization_id = ${id}`;
    expect(left?.rows).toBe(2);
  });
});

describe("rows whose retention has ended", () => {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
  const trim = (organizationId: string, limit = 100, before = tomorrow) =>
    withPlatform({ actor: asSystem() }, (ctx) => trimChain(ctx, { organizationId, before, limit }));
  const rowsOf = async (id: string) =>
    (await owner`select seq::int from audit_log where organization_id = ${id} order by seq`).map(({ seq }) => seq);

  it("are deleted in batches up to the last one, and the chain goes on and verifies", async () => {
    const id = await organizationWithRows(5);
    expect([await trim(id, 3), await rowsOf(id)]).toEqual([3, [4, 5]]);
    expect((await check()).broken).toBe(0);
    expect([await trim(id), await trim(id), await rowsOf(id)]).toEqual([1, 0, [5]]);
    await append(id);
    expect([(await verify()).broken, await rowsOf(id)]).toEqual([0, [5, 6]]);
  });

  it("aren't deleted after what they say about a person was changed, because no one would find that anymore", async () => {
    const { id } = await newOrganization();
    await inOrganization(id, (ctx) =>
      recordAudit(ctx, {
        organizationId: id,
        action: "team.member_invited",
        personal: { personId: null, email: "mei@acme.example" },
      }),
    );
    await append(id);
    await owner`update audit_personal set email = 'eve@acme.example' where organization_id = ${id}`;
    expect([await trim(id), await rowsOf(id)]).toEqual([0, [1, 2]]);
    expect(breaksOf(await check())).toEqual([{ organizationId: id, seq: 1, problem: "personal_changed" }]);
    // Erasing it is no change.
    await owner`delete from audit_personal where organization_id = ${id}`;
    expect([await trim(id), await rowsOf(id)]).toEqual([1, [2]]);
  });

  it("are the old ones only", async () => {
    const id = await organizationWithRows(3);
    await owner`update audit_log set occurred_at = now() - interval '9 years' where organization_id = ${id} and seq = 2`;
    expect(await trim(id, 100, new Date(Date.now() - 365 * 24 * 60 * 60 * 1000))).toBe(0);
  });

  it.each([
    ["with no new start", ""],
    [
      "and someone who lacks the key set the start to fit",
      "update audit_heads set start_seq = 2, start_hash = (select previous_hash from audit_log where organization_id = audit_heads.organization_id and seq = 3)",
    ],
  ])("deleted by hand, %s, are found, even after the next row", async (_how, forgery) => {
    const id = await organizationWithRows(4);
    await verify();
    await owner`delete from audit_log where organization_id = ${id} and seq <= 2`;
    if (forgery) await owner.unsafe(`${forgery} where organization_id = '${id}'`);
    expect((await check()).broken).toBe(1);
    await append(id);
    expect((await check()).broken).toBe(1);
    expect(await trim(id)).toBeGreaterThanOrEqual(0);
    expect((await check()).broken).toBe(1);
  });

  it("can't be hidden by raising the number up to which rows may lack the key", async () => {
    const id = await organizationWithRows(2);
    await verify();
    await owner`update audit_heads set unkeyed_until = 1000 where organization_id = ${id}`;
    await append(id);
    expect(breaksOf(await check())).toMatchObject([{ organizationId: id, problem: "end_changed" }]);
  });
});
