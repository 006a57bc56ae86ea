import "server-only";
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { passkeys } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import { conflict, invalidInput } from "@/lib/errors";
import { openChallenge, takeChallenge } from "../challenges/challenges";
import type { PersonContext } from "../people/as-person";
import { completeSetUp } from "../second-factor/complete-set-up";
import { requireConfirmed } from "../second-factor/confirmed";
import type { RegistrationResponse } from "./passkey-input";
import { freeName } from "./passkey-name";
import { requireRelyingParty } from "./require-relying-party";

/**
 * What the browser needs to create a passkey: one that signs in without an email address, and checks a fingerprint, face or PIN.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `conflict` where there are no passkeys.
 */
export async function startPasskey(person: PersonContext): Promise<PublicKeyCredentialCreationOptionsJSON> {
  requireConfirmed(person);
  const { id, email, name } = person.session.user;
  const options = await generateRegistrationOptions({
    rpName: catalog.name,
    rpID: requireRelyingParty().id,
    userID: new TextEncoder().encode(id),
    userName: email,
    userDisplayName: name ?? email,
    attestationType: "none",
    excludeCredentials: (await ownPasskeys(person)).map(({ id: passkey }) => ({ id: passkey })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await openChallenge(person, { purpose: "add_passkey", userId: id, challenge: options.challenge });
  return options;
}

/**
 * Adds the passkey that the browser has created.
 *
 * @returns recovery codes to show once; none if the person has some.
 * @throws GatehouseError `invalid_input`; `conflict` for one that is known.
 */
export async function addPasskey(
  person: PersonContext,
  { response, device }: { response: RegistrationResponse; device: string },
): Promise<string[]> {
  requireConfirmed(person);
  const { id: userId } = person.session.user;
  const { credential, backedUp } = await verifiedCredential(person, response);
  const name = freeName(
    device,
    (await ownPasskeys(person)).map((passkey) => passkey.name),
  );
  const added = await person.tx
    .insert(passkeys)
    .values({
      id: credential.id,
      userId,
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      counter: credential.counter,
      transports: response.response.transports,
      backedUp,
      name,
      createdAt: person.wall,
    })
    .onConflictDoNothing()
    .returning({ id: passkeys.id });
  if (added.length === 0) throw conflict("This passkey was already added.");
  const codes = await completeSetUp(person, { secondFactor: "passkey", what: `The passkey “${name}”` });
  await recordAccountAudit(person, {
    action: "auth.passkey_added",
    details: { backedUp },
    personal: { facts: { name } },
  });
  return codes;
}

async function verifiedCredential(person: PersonContext, response: RegistrationResponse) {
  const { id, origin } = requireRelyingParty();
  const challenge = await takeChallenge(person, "add_passkey");
  if (!challenge?.challenge || challenge.userId !== person.session.user.id) throw notCreated();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch((cause) => {
    throw notCreated(cause);
  });
  if (!verified) throw notCreated();
  return { credential: registrationInfo.credential, backedUp: registrationInfo.credentialBackedUp };
}

const notCreated = (cause?: unknown) =>
  invalidInput("The passkey wasn't created. Try again.", cause instanceof Error ? { hint: cause.message } : {});

const ownPasskeys = ({ tx, session }: PersonContext) =>
  tx.select({ id: passkeys.id, name: passkeys.name }).from(passkeys).where(eq(passkeys.userId, session.user.id));
