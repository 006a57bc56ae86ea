import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

type Behavior = {
  origin?: string;
  /** Checks a fingerprint, face or PIN. */
  verifiesUser?: boolean;
  /** What it says how often it was used; 0 every time for passkeys that are synced. */
  counter?: number;
  challenge?: string;
};

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64url = (data: Buffer | string) => Buffer.from(data).toString("base64url");

const flag = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, withCredential: 0x40 };

/** A passkey in memory, which answers as a browser does: ES256 keys, and no attestation. */
export function softwareAuthenticator(rpId: string, defaultOrigin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const credentialId = randomBytes(32);
  const id = base64url(credentialId);
  const common = { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };

  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = ({ verifiesUser = true, counter = 0 }: Behavior, credential: Buffer = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const flags =
      flag.present |
      (verifiesUser ? flag.verified : 0) |
      flag.backupEligible |
      flag.backedUp |
      (credential.length > 0 ? flag.withCredential : 0);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, credential]);
  };
  // In COSE: kty EC2, alg ES256, crv P-256, x, y.
  const coseKey = Buffer.concat([
    Buffer.from("a501020326200121", "hex"),
    Buffer.from("5820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);

  return {
    id,
    /** Creates the passkey. */
    create({ challenge: asked }: { challenge: string }, behavior: Behavior = {}) {
      const { origin = defaultOrigin, challenge = asked } = behavior;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const data = authData(behavior, Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey]));
      const size = Buffer.alloc(2);
      size.writeUInt16BE(data.length);
      // In CBOR: {"fmt": "none", "attStmt": {}, "authData": data}.
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
        Buffer.from([0x59]),
        size,
        data,
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", challenge, origin)),
          attestationObject: base64url(attestation),
          transports: ["internal" as const],
        },
      };
    },
    /** Proves that it is there. */
    get({ challenge: asked }: { challenge: string }, behavior: Behavior = {}) {
      const { origin = defaultOrigin, challenge = asked } = behavior;
      const client = clientData("webauthn.get", challenge, origin);
      const data = authData(behavior);
      return {
        ...common,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(sign("sha256", Buffer.concat([data, sha256(client)]), privateKey)),
          userHandle: undefined,
        },
      };
    },
  };
}
