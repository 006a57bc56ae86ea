import "./support/environment";
import { expect, test } from "@playwright/test";
import { credentialsFor, type Operation } from "@/lib/api/operation";
import { listedOperations, type NamedOperation } from "@/lib/api/operations";
import { type Expected, expectedOf } from "./support/expected";
import { footprintOf } from "./support/footprint";
import { type Named, type OperationRequest, requestOf } from "./support/request-of";
import { textFieldsOf } from "./support/sample";
import { type Answered, each, send } from "./support/send";
import { type Caller, newWorld, type World } from "./support/world";

let world: World;
test.beforeAll(async () => {
  world = await newWorld();
});

const json = ({ text }: Answered): Record<string, unknown> => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

/** What is acted on: in `home`, or for those who are let in, in an organization of its own. */
const named = ({ operation }: NamedOperation, caller: Caller): Named => {
  const mayAct = expectedOf(operation, caller) === "allowed";
  const organizationId = mayAct && operation.caller === "admin" ? world.subject : world.home;
  return {
    path: {
      id: operation.path.includes("reservations") ? world.reservation : organizationId,
      userId: mayAct ? world.subjectOwnerId : world.ownerId,
    },
    ...(caller.kind === "platform_key" ? { organization: world.externalId } : {}),
  };
};

test("every operation lets in whom it is declared for, and refuses everyone else", async () => {
  const before = await footprintOf(world.bystander);
  const wrong: unknown[] = [];
  for (const caller of world.callers) {
    await each(listedOperations, async (listed) => {
      const { path, ...request } = requestOf(listed.operation, named(listed, caller), caller.headers);
      const answered = await send(path, request);
      const expected = expectedOf(listed.operation, caller);
      const { reason, title } = json(answered);
      if (isExpected(expected, answered.status, reason)) return;
      wrong.push({ caller: caller.name, operation: listed.id, expected, status: answered.status, reason, title });
    });
  }
  expect(wrong).toEqual([]);
  expect(await footprintOf(world.bystander)).toEqual(before);
});

/** Someone who is let in may still be told that there is nothing to cancel, or that a suspended organization can't buy. */
function isExpected(expected: Expected, status: number, reason: unknown): boolean {
  if (expected !== "allowed") return status === expected.status && (!expected.reason || reason === expected.reason);
  if (status === 403) return reason === "suspended";
  return status < 500 && ![400, 401, 404].includes(status);
}

test("a request that names another organization reaches neither, wherever it names it", async () => {
  const before = await footprintOf(world.home);
  const wrong: unknown[] = [];
  const expectStatus = async (what: string, request: OperationRequest, statuses: readonly number[]) => {
    const { path, ...rest } = request;
    const answered = await send(path, rest);
    if (statuses.includes(answered.status) && !answered.text.includes("Home Works")) return;
    wrong.push({ what, path, status: answered.status, text: answered.text.slice(0, 300) });
  };
  const { home, externalId } = world;
  const stranger = callerNamed("the owner of another organization");
  const key = callerNamed("another organization's key");
  await each(listedOperations, async ({ id, operation }) => {
    const credentials = credentialsFor(operation);
    const path = { id: home, userId: world.ownerId };
    const inHeader = { ...stranger.headers, "gatehouse-organization": home };
    if (credentials.includes("session")) {
      await expectStatus(`${id} in the header`, requestOf(operation, { path }, inHeader), [404, 409]);
      const cookie = `${stranger.headers.cookie}; gatehouse.organization=${home}`;
      await expectStatus(`${id} in the cookie`, requestOf(operation, { path }, { ...inHeader, cookie }), [404, 409]);
    }
    if (!namesOrganization(operation)) return;
    for (const organization of [home, externalId]) {
      if (credentials.includes("session")) {
        const request = requestOf(operation, { path, organization }, stranger.headers);
        await expectStatus(`${id} by a member`, request, [400, 403, 404, 409]);
      }
      if (credentials.includes("organization_key")) {
        const request = requestOf(operation, { path, organization }, key.headers);
        await expectStatus(`${id} by an organization's key`, request, [400, 403, 404]);
      }
    }
  });
  expect(wrong).toEqual([]);
  expect(await footprintOf(home)).toEqual(before);
});

const callerNamed = (name: string): Caller => {
  const caller = world.callers.find((each) => each.name === name);
  if (!caller) throw new Error(`no caller ${name}`);
  return caller;
};

const namesOrganization = ({ query, body }: Operation): boolean =>
  [query, body].some((schema) => schema && textFieldsOf(schema).includes("organization"));
