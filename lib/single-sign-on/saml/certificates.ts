import { X509Certificate } from "node:crypto";

/** The parts of a certificate that people see. */
export type CertificateFacts = { fingerprint: string; expires: Date };

/** The smallest RSA key that is accepted, in bits (NIST SP 800-131A). */
const minRsaBits = 2_048;

/** A certificate in base64 without its PEM frame. @throws Error with a message that can be shown. */
export function readCertificate(text: string): string {
  const base64 = text.replace(/-----(BEGIN|END) CERTIFICATE-----/g, "").replace(/\s/g, "");
  const certificate = parsed(base64);
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (asymmetricKeyType !== "rsa") {
    throw new Error("A certificate's key isn't an RSA key.");
  }
  if ((asymmetricKeyDetails?.modulusLength ?? 0) < minRsaBits) {
    throw new Error(`A certificate's key is shorter than ${minRsaBits} bits.`);
  }
  return base64;
}

/** In the format that OpenSSL and our library read. */
export const pemOf = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join("\n") ?? ""}\n-----END CERTIFICATE-----\n`;

export function certificateFacts(base64: string): CertificateFacts {
  const { fingerprint256, validTo } = parsed(base64);
  return { fingerprint: fingerprint256, expires: new Date(validTo) };
}

function parsed(base64: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch (cause) {
    throw new Error("We can't read a certificate.", { cause });
  }
}
