"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, answer } from "@/lib/action";
import { countAttempt, requestAddress } from "@/lib/auth";
import { requireFeature } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import {
  addDomain,
  beginSsoTest,
  checkDomain,
  connectionSchema,
  defaultRoleSchema,
  domainOf,
  domainSchema,
  enableConnection,
  enabledSchema,
  markVerified,
  providersUrl,
  readSettings,
  removeConnection,
  removeDomain,
  requiredSchema,
  requireSingleSignOn,
  SsoRefusal,
  saveConnection,
  setDefaultRole,
  ssoFeature,
} from "@/lib/single-sign-on";
import type { ConnectionInput, DefaultRoleInput, DomainInput } from "@/lib/single-sign-on/input";
import { asMember, type Member } from "@/lib/tenancy";

/** Runs a change made on this page, then renders the page again. */
function changing<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  return answer(async () => {
    const result = await work();
    revalidatePath("/settings/single-sign-on");
    return result;
  });
}

/** Runs as an owner who recently confirmed their identity. Works while the organization is read-only, so it can turn this off. */
const asOwner = <T>(organization: string, work: (member: Member) => Promise<T>): Promise<T> =>
  asMember({ organization, roles: ["owner"], verified: true, confirmed: true, need: "read" }, work);

/** Calls to other servers are rate limited, and made outside of the transaction. */
const countSetUp = async (member: Member) => {
  const { organizationId } = member;
  await countAttempt("single_sign_on_setup", { account: organizationId, address: await requestAddress() });
  return organizationId;
};

export async function saveSso(organization: string, input: ConnectionInput) {
  return changing(async () => {
    const given = parseInput(connectionSchema, input);
    const id = await asOwner(organization, async (member) => {
      await requireFeature(member, ssoFeature);
      return countSetUp(member);
    });
    const settings = await readSettings(given, id);
    await asOwner(organization, (member) => saveConnection(member, settings));
  });
}

/** @returns where to send the browser. */
export async function testSso(organization: string): Promise<ActionResult<{ url: string }>> {
  return answer(async () => {
    try {
      const begun = await asOwner(organization, async (member) => {
        await countSetUp(member);
        return beginSsoTest(member);
      });
      return { url: await providersUrl(begun) };
    } catch (error) {
      throw error instanceof SsoRefusal ? conflict(error.message) : error;
    }
  });
}

export async function turnSso(organization: string, input: { enabled: boolean }) {
  return changing(() => asOwner(organization, (member) => enableConnection(member, parseInput(enabledSchema, input))));
}

export async function requireSso(organization: string, input: { required: boolean }) {
  return changing(() =>
    asOwner(organization, (member) => requireSingleSignOn(member, parseInput(requiredSchema, input))),
  );
}

export async function saveSsoRole(organization: string, input: DefaultRoleInput) {
  return changing(() =>
    asOwner(organization, (member) => setDefaultRole(member, parseInput(defaultRoleSchema, input))),
  );
}

export async function removeSso(organization: string) {
  return changing(() => asOwner(organization, removeConnection));
}

export async function addSsoDomain(organization: string, input: DomainInput) {
  return changing(() => asOwner(organization, (member) => addDomain(member, parseInput(domainSchema, input))));
}

export async function verifySsoDomain(organization: string, input: DomainInput) {
  return changing(async () => {
    const given = parseInput(domainSchema, input);
    const row = await asOwner(organization, async (member) => {
      await countSetUp(member);
      return domainOf(member, given);
    });
    await checkDomain(row);
    await asOwner(organization, (member) => markVerified(member, given));
  });
}

export async function removeSsoDomain(organization: string, input: DomainInput) {
  return changing(() => asOwner(organization, (member) => removeDomain(member, parseInput(domainSchema, input))));
}
