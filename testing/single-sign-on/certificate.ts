import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";

export type KeyAndCertificate = { privateKey: string; certificate: string };

/** Content with a tag and its length, in DER. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : Buffer.concat([Buffer.from([0x80 | lengthBytes(body.length).length]), lengthBytes(body.length)]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

function lengthBytes(length: number): Buffer {
  const hex = length.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const integer = (value: number) => der(0x02, Buffer.from([value]));
const sha256WithRsa = sequence(der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05));
const commonName = (name: string) =>
  sequence(der(0x31, sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(name)))));
const time = (moment: Date) => der(0x18, Buffer.from(`${moment.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));

/** An RSA key and a certificate that it signs itself, as identity providers have. The certificate in base64. */
export function newCertificate({ bits = 2048, expires = new Date("2036-01-01T00:00:00Z") } = {}): KeyAndCertificate {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: bits,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const name = commonName("Identity provider");
  const publicKey = createPublicKey(createPrivateKey(privateKey)).export({ type: "spki", format: "der" });
  const toSign = sequence(
    der(0xa0, integer(2)),
    integer(1),
    sha256WithRsa,
    name,
    sequence(time(new Date("2026-01-01T00:00:00Z")), time(expires)),
    name,
    publicKey,
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", toSign, privateKey));
  return { privateKey, certificate: sequence(toSign, sha256WithRsa, signature).toString("base64") };
}
